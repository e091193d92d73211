/**
 * Whose turn it is to be drawn, while a page opens: pieces of it come one after another, few at a time, each time in a frame
 * of their own, so that a slow phone shows what is on its screen first and answers meanwhile. How many at a time follows from
 * how long the last ones took. Once all are drawn nothing waits any more: what comes later is drawn at once.
 */

interface Piece {
  order: number
  draw: () => void
}

/** What a frame may cost before fewer pieces, or more, are drawn in the next. */
const DEAR_MS = 8
const CHEAP_MS = 4

const waiting: Piece[] = []
const drawing = new Set<Piece>()
let together = 1
let under = false
let over = false

/** Whether every piece of the page that was opened has been drawn. */
export function turnsAreOver(): boolean {
  return over
}

/**
 * Draws in turn: what has the lower `order` first, and among equals who came first. What is given back says that it is drawn,
 * or no longer wanted.
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

function next(): void {
  const some = waiting.splice(0, together)
  if (some.length === 0) {
    under = false
    over = true
    return
  }
  for (const piece of some) drawing.add(piece)
  for (const { draw } of some) draw()
}

/** Resolves when the page stands on the screen; a hidden one is not painted, and need not be waited for. */
async function framePainted(): Promise<void> {
  if (document.hidden) return
  const began = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())))
  await new Promise((resolve) => setTimeout(resolve))
  const took = performance.now() - began
  if (took > DEAR_MS) together = Math.max(1, together >> 1)
  else if (took < CHEAP_MS) together += 1
}
