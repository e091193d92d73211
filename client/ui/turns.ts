/**
 * Draws a page in pieces while it opens: a few at a time, each time in a frame of their own. So a slow phone first shows what is
 * on its screen, and responds meanwhile. How many pieces share a frame follows from how long the last ones took. Once all are
 * drawn, the queue is over: later pieces are drawn at once.
 */

interface Piece {
  order: number
  draw: () => void
}

/** Above EXPENSIVE_MS, the next frame draws fewer pieces; below CHEAP_MS, more. */
const EXPENSIVE_MS = 8
const CHEAP_MS = 4

const waiting: Piece[] = []
const drawing = new Set<Piece>()
let together = 1
let under = false
/** All that has been asked for is drawn. */
let empty = false
/** Parts of the opened page that are being fetched. */
let coming = 0
let over = false

/** Whether every piece of the opened page has been drawn. */
export function turnsAreOver(): boolean {
  return over
}

/**
 * Draws in turn: lower `order` first, equals in order of arrival. The caller must call the returned function when the piece is
 * drawn or no longer wanted; otherwise the queue stops.
 */
export function inTurn(order: number, draw: () => void): () => void {
  const piece = { order, draw }
  const at = waiting.findIndex((other) => other.order > order)
  waiting.splice(at === -1 ? waiting.length : at, 0, piece)
  if (!under) {
    under = true
    setTimeout(next)
  }
  return () => {
    const found = waiting.indexOf(piece)
    if (found !== -1) waiting.splice(found, 1)
    if (drawing.delete(piece) && drawing.size === 0) void framePainted().then(next)
  }
}

/** While a part of the page is being fetched, the queue is not over: its pieces will be drawn in turn, too. Call the result when it is there. */
export function partComes(): () => void {
  coming += 1
  return () => {
    coming -= 1
    // Its pieces join the queue in this task.
    setTimeout(() => !under && end())
  }
}

function end(): void {
  over = over || (empty && coming === 0)
}

function next(): void {
  const some = waiting.splice(0, together)
  if (some.length === 0) {
    under = false
    empty = true
    end()
    return
  }
  for (const piece of some) drawing.add(piece)
  for (const { draw } of some) draw()
}

/** Resolves when the page is on the screen. A hidden page is not painted, so do not wait for it. */
async function framePainted(): Promise<void> {
  if (document.hidden) return
  const began = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())))
  await new Promise((resolve) => setTimeout(resolve))
  const took = performance.now() - began
  if (took > EXPENSIVE_MS) together = Math.max(1, together >> 1)
  else if (took < CHEAP_MS) together += 1
}
