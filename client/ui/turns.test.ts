import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let turns: typeof import('./turns.ts')
let frames: (() => void)[]
let clock = 0

beforeEach(async () => {
  vi.useFakeTimers()
  frames = []
  vi.stubGlobal('performance', { now: () => clock })
  vi.stubGlobal('document', { hidden: false })
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback))
  vi.resetModules()
  turns = await import('./turns.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Runs the next frame, which takes this long. */
async function frame(ms: number): Promise<void> {
  for (const callback of frames.splice(0)) callback()
  // The code that awaits the frame notes the time in a microtask.
  for (let n = 0; n < 5; n += 1) await Promise.resolve()
  clock += ms
  await vi.advanceTimersByTimeAsync(0)
}

/** Pieces that record when they are drawn. */
function pieces(...orders: number[]) {
  const drawn: number[] = []
  const done = orders.map((order) => turns.inTurn(order, () => drawn.push(order)))
  return { drawn, done }
}

it('draws by order, and each piece only when the one before is drawn and painted', async () => {
  const { drawn, done } = pieces(3, 1, 2)
  await vi.advanceTimersByTimeAsync(0)
  expect(drawn).toEqual([1])
  await frame(20)
  expect(drawn).toEqual([1])
  done[1]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(drawn).toEqual([1])
  await frame(20)
  expect(drawn).toEqual([1, 2])
  expect(turns.turnsAreOver()).toBe(false)
})

it('a cancelled piece is not drawn, and blocks no other', async () => {
  const { drawn, done } = pieces(1, 2, 3)
  done[1]?.()
  await vi.advanceTimersByTimeAsync(0)
  // Cancelled while it is being drawn.
  done[0]?.()
  await frame(20)
  expect(drawn).toEqual([1, 3])
})

it('is over when all are drawn; a page in the background waits for no frame', async () => {
  vi.stubGlobal('document', { hidden: true })
  const { drawn, done } = pieces(1, 2)
  await vi.advanceTimersByTimeAsync(0)
  done[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(drawn).toEqual([1, 2])
  expect(turns.turnsAreOver()).toBe(false)
  done[1]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(turns.turnsAreOver()).toBe(true)
  expect(frames).toEqual([])
})

it('draws more pieces together as long as frames are cheap', async () => {
  const { drawn, done } = pieces(1, 2, 3, 4)
  await vi.advanceTimersByTimeAsync(0)
  done[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  await frame(0)
  expect(drawn).toEqual([1, 2, 3])
})

it('is not over while a part is being fetched, whose pieces are drawn in turn, too', async () => {
  vi.stubGlobal('document', { hidden: true })
  const { done } = pieces(1)
  const there = turns.partComes()
  await vi.advanceTimersByTimeAsync(0)
  done[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(turns.turnsAreOver()).toBe(false)
  there()
  const part = pieces(3, 2)
  await vi.advanceTimersByTimeAsync(0)
  expect(part.drawn[0]).toBe(2)
  expect(turns.turnsAreOver()).toBe(false)
  for (const drawn of part.done) drawn()
  await vi.advanceTimersByTimeAsync(0)
  expect(turns.turnsAreOver()).toBe(true)
})

it('is over when a part is there that has no pieces, or did not come', async () => {
  vi.stubGlobal('document', { hidden: true })
  const { done } = pieces(1)
  const gone = turns.partComes()
  await vi.advanceTimersByTimeAsync(0)
  done[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  gone()
  await vi.advanceTimersByTimeAsync(0)
  expect(turns.turnsAreOver()).toBe(true)
})
