// @vitest-environment happy-dom
import { createElement, useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { namedMoments } from '../../model/namedMoments.ts'
import { FACTORS, LONGEST_MS, type Pace, SHORTEST_REDUCED_MS, USUAL_PACE } from '../../model/pace.ts'
import { recorded } from '../../model/testing/recordedEvents.ts'
import { RunLog } from '../../store/runLog.ts'
import { useFigures } from '../../store/useFigures.ts'
import { draw } from '../../testing/drawn.ts'
import { PaceContext } from '../../ui/usePace.ts'
import { type Tour, usePlayer } from './usePlayer.ts'

const EVENTS = recorded('rust')
const TITLES = ['Rust']
const TOUR: Tour = { number: 1, waits: () => false, onEnd: () => {} }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A log of the first recorded events. It notifies its readers at once. */
function logOf(events = EVENTS): RunLog {
  const log = new RunLog('live', (publish) => publish())
  if (events.length > 0) log.append(events, [])
  return log
}

/** A figure with a cursor and a player. */
function play(log: RunLog, pace: Pace = USUAL_PACE, keys = true, tour?: Tour) {
  let current = pace
  return draw(
    ({ logs }: { logs: readonly RunLog[] }) => {
      const [at, setAt] = useState<number | undefined>(EVENTS[0]?.seq)
      const [figure] = useFigures({ titles: TITLES, logs, focus: 0, at, onAt: setAt })
      if (!figure) throw new Error('there is one log')
      return { figure, pace: current, ...usePlayer(figure, keys, tour) }
    },
    { logs: [log] },
    function Paced(children) {
      return createElement(PacedPage, { first: pace, onPace: (next) => (current = next) }, children)
    },
  )
}

function PacedPage({ first, onPace, children }: { first: Pace; onPace: (pace: Pace) => void; children?: React.ReactNode }) {
  const [pace, setPace] = useState(first)
  onPace(pace)
  return createElement(PaceContext, { value: [pace, setPace] }, children)
}

/** Lets the player's clock run to its next move, and returns how long it waited. */
async function nextMove(): Promise<number> {
  const began = Date.now()
  await vi.advanceTimersToNextTimerAsync()
  return Date.now() - began
}

const press = (key: string, init: KeyboardEventInit = {}): boolean => window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...init }))

it('plays step by step until it is paused', async () => {
  const page = await play(logOf())
  expect(page.now).toMatchObject({ playing: false, figure: { cursor: 0 } })
  page.now.toggle()
  await page.until(({ playing }) => playing)
  for (const cursor of [1, 2]) {
    await page.settled()
    await nextMove()
    await page.until(({ figure }) => figure.cursor === cursor)
  }
  page.now.toggle()
  await page.until(({ playing }) => !playing)
  await page.settled()
  expect(vi.getTimerCount()).toBe(0)
})

it('waits as the pace says, and a new pace applies from the current step', async () => {
  const page = await play(logOf(), { kind: 'steady', ms: 500 })
  page.now.toggle()
  await page.settled()
  expect(await nextMove()).toBe(500)
  await page.settled()
  press('.')
  await page.settled()
  expect(await nextMove()).toBe(150)
  expect((await page.settled()).pace).toEqual({ kind: 'steady', ms: 150 })
})

it('a stretched step never takes longer than readers would wait', async () => {
  const page = await play(logOf(EVENTS.map((event, n) => ({ ...event, ns: n * 1_000_000_000 }))), { kind: 'stretched', factor: FACTORS[3] })
  page.now.toggle()
  await page.settled()
  expect(await nextMove()).toBe(LONGEST_MS)
})

it('readers who prefer reduced motion see no flicker', async () => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(prefers-reduced-motion: reduce)' }))
  const page = await play(logOf(), { kind: 'steady', ms: 150 })
  page.now.toggle()
  await page.settled()
  expect(await nextMove()).toBe(SHORTEST_REDUCED_MS)
})

it('ends at the last step, and plays from the first when started again', async () => {
  const page = await play(logOf())
  const last = page.now.figure.story.steps.length - 1
  press('End')
  await page.until(({ figure }) => figure.cursor === last)
  page.now.figure.onCursor(last - 1)
  await page.until(({ figure }) => figure.cursor === last - 1)
  page.now.toggle()
  await page.settled()
  await nextMove()
  expect(await page.settled()).toMatchObject({ playing: true, figure: { cursor: last } })
  await nextMove()
  expect(await page.settled()).toMatchObject({ playing: false, figure: { cursor: last } })
  page.now.toggle()
  expect(await page.settled()).toMatchObject({ playing: true, figure: { cursor: 0 } })
})

it('continues when the run has grown while the player stood at the end', async () => {
  const log = logOf(EVENTS.slice(0, 40))
  const page = await play(log)
  press('End')
  const { figure } = await page.settled()
  page.now.figure.onCursor(figure.cursor - 1)
  await page.settled()
  page.now.toggle()
  await page.settled()
  await nextMove()
  await page.settled()
  log.append(EVENTS.slice(40), [])
  await page.settled()
  await nextMove()
  expect(await page.settled()).toMatchObject({ playing: true, figure: { cursor: figure.cursor + 1 } })
})

it('an empty run stops the player while the cursor has not moved', async () => {
  const page = await play(logOf())
  page.now.toggle()
  await page.settled()
  await page.again({ logs: [logOf([])] })
  await nextMove()
  expect((await page.settled()).playing).toBe(false)
})

it('plays on in a new run; an empty one stops the player, which then takes the run that comes', async () => {
  const page = await play(logOf())
  page.now.toggle()
  await page.settled()
  await page.again({ logs: [logOf(recorded('go'))] })
  await nextMove()
  expect(await page.settled()).toMatchObject({ playing: true, figure: { cursor: 1 } })
  const empty = logOf([])
  await page.again({ logs: [empty] })
  await nextMove()
  expect((await page.settled()).playing).toBe(false)
  page.now.toggle()
  empty.append(EVENTS, [])
  await page.settled()
  const { cursor } = page.now.figure
  await nextMove()
  expect(await page.settled()).toMatchObject({ playing: true, figure: { cursor: cursor + 1 } })
})

it('keys move the cursor, play and unpin, and do not scroll the page', async () => {
  const page = await play(logOf())
  const last = page.now.figure.story.steps.length - 1
  const moves: [string, number][] = [
    ['ArrowRight', 1],
    ['ArrowRight', 2],
    ['ArrowLeft', 1],
    ['End', last],
    ['ArrowRight', last],
    ['Home', 0],
    ['ArrowLeft', 0],
  ]
  for (const [key, cursor] of moves) {
    expect(press(key)).toBe(false)
    expect((await page.settled()).figure.cursor).toBe(cursor)
  }
  press(' ')
  expect((await page.settled()).playing).toBe(true)
  page.now.figure.onPin({ kind: 'mark', mark: 'exec' })
  expect((await page.settled()).figure.lit).toEqual({ kind: 'mark', mark: 'exec' })
  press('Escape')
  expect((await page.settled()).figure.lit).toBeNull()
})

it('ignores a key with Ctrl, one that a field takes, and every key of a player without keys', async () => {
  const page = await play(logOf())
  expect(press('ArrowRight', { ctrlKey: true })).toBe(true)
  const field = document.body.appendChild(document.createElement('input'))
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }))
  field.remove()
  expect((await page.settled()).figure.cursor).toBe(0)
  page.leave()
  await play(logOf(), USUAL_PACE, false)
  expect(press('ArrowRight')).toBe(true)
})

it('leaving the page stops the player and releases its keys', async () => {
  const page = await play(logOf())
  page.now.toggle()
  await page.settled()
  page.leave()
  expect(vi.getTimerCount()).toBe(0)
  expect(press('ArrowRight')).toBe(true)
})

it('a tour begins when there is something to play, and ends by itself at the last step', async () => {
  const onEnd = vi.fn()
  const log = logOf([])
  const page = await play(log, USUAL_PACE, true, { ...TOUR, onEnd })
  expect(page.now).toMatchObject({ playing: false, touring: false })
  log.append(EVENTS, [])
  await page.until(({ touring }) => touring)
  const last = page.now.figure.story.steps.length - 1
  for (let cursor = 1; cursor <= last; cursor += 1) {
    await nextMove()
    await page.until(({ figure }) => figure.cursor === cursor)
  }
  expect(onEnd).not.toHaveBeenCalled()
  await nextMove()
  expect(await page.settled()).toMatchObject({ playing: false, touring: false, figure: { cursor: last } })
  expect(onEnd).toHaveBeenCalledOnce()
})

it('on a tour a named moment stays longer than a step without a name', async () => {
  const page = await play(logOf(), { kind: 'steady', ms: 500 }, true, TOUR)
  await page.until(({ touring }) => touring)
  const named = new Set(namedMoments(page.now.figure.story).map(({ index }) => index))
  for (let cursor = 0; cursor < 8; cursor += 1) {
    expect(await nextMove()).toBe(named.has(cursor) ? 1250 : 500)
    await page.until(({ figure }) => figure.cursor === cursor + 1)
    await page.settled()
  }
})

it('a tour stands while it waits, draws nothing, and goes on afterwards; the reader may step meanwhile', async () => {
  let waits = true
  const page = await play(logOf(), USUAL_PACE, true, { ...TOUR, waits: () => waits })
  await page.until(({ touring }) => touring)
  let drawn = 0
  void page.until(() => {
    drawn += 1
    return false
  })
  const before = drawn
  for (let n = 0; n < 5; n += 1) await nextMove()
  await page.settled()
  expect(drawn).toBe(before)
  waits = false
  await nextMove()
  await page.until(({ figure }) => figure.cursor === 1)
  waits = true
  press('End')
  await page.until(({ playing }) => !playing)
  expect(page.now.figure.cursor).toBe(page.now.figure.story.steps.length - 1)
})

type Page = Awaited<ReturnType<typeof play>>
it.each([
  ['a key', () => void press('End')],
  ['a view', (page: Page) => page.now.figure.onCursor(9)],
  ['pause', (page: Page) => page.now.toggle()],
])('the reader takes over a tour by %s: it ends, and nothing plays on', async (_, act) => {
  const onEnd = vi.fn()
  const page = await play(logOf(), USUAL_PACE, true, { ...TOUR, onEnd })
  await page.until(({ touring }) => touring)
  await nextMove()
  await page.settled()
  act(page)
  await page.until(({ playing }) => !playing)
  await page.settled()
  expect(onEnd).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})
