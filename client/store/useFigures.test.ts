// @vitest-environment happy-dom
import { useState } from 'react'
import { expect, it } from 'vitest'
import { posterOf } from '../model/poster.ts'
import { recorded } from '../model/testing/recordedEvents.ts'
import { draw } from '../testing/drawn.ts'
import { RunLog } from './runLog.ts'
import { storyOf } from './storyOf.ts'
import { useFigures } from './useFigures.ts'

interface Given {
  logs: readonly RunLog[]
  at?: number | undefined
  focus?: number
}

const TITLES = ['one', 'two', 'three']
const RUST = recorded('rust')
const EXEC = { kind: 'mark', mark: 'exec' } as const

/** A log that notifies its readers at once. */
function logOf(events = RUST): RunLog {
  const log = new RunLog('live', (publish) => publish())
  if (events.length > 0) log.append(events, [])
  return log
}

/** Figures whose cursor follows every onAt, as on a page. */
const sideBySide = (given: Given) =>
  draw(({ logs, at: first, focus: firstFocus = 0 }: Given) => {
    const [place, setPlace] = useState({ at: first, focus: firstFocus })
    const [onAt] = useState(() => (at: number, focus: number) => setPlace({ at, focus }))
    return { place, figures: useFigures({ titles: TITLES, logs, onAt, ...place }) }
  }, given)

const phaseAt = (figure: { story: ReturnType<typeof storyOf>; cursor: number } | undefined) => figure?.story.steps[figure.cursor]?.phase

it('without a cursor, each run stands where its picture explains most', async () => {
  const log = logOf()
  const { now } = await sideBySide({ logs: [log] })
  expect(now.figures[0]).toMatchObject({ title: 'one', cursor: posterOf(storyOf(log)), lit: null })
})

it('the run whose cursor moves leads, and the other runs stand in the same phase', async () => {
  const page = await sideBySide({ logs: [logOf(), logOf(recorded('go'))] })
  const exec = page.now.figures[1]?.story.steps.find(({ phase }) => phase === 'exec')
  page.now.figures[1]?.onCursor(exec?.index ?? 0)
  const { figures, place } = await page.settled()
  expect(place).toEqual({ at: exec?.seq, focus: 1 })
  expect(figures[1]?.cursor).toBe(exec?.index)
  expect(figures.map(phaseAt)).toEqual(['exec', 'exec'])
})

it('a cursor stays within the run', async () => {
  const page = await sideBySide({ logs: [logOf()] })
  page.now.figures[0]?.onCursor(-1)
  expect((await page.settled()).figures[0]?.cursor).toBe(0)
  page.now.figures[0]?.onCursor(Number.POSITIVE_INFINITY)
  const { figures } = await page.settled()
  expect(figures[0]?.cursor).toBe((figures[0]?.story.steps.length ?? 0) - 1)
})

it('in a run without steps nothing moves', async () => {
  const page = await sideBySide({ logs: [logOf([])] })
  page.now.figures[0]?.onCursor(Number.POSITIVE_INFINITY)
  expect((await page.settled()).place).toEqual({ at: undefined, focus: 0 })
})

it('a link beyond the log shows the last step so far, and its own step once that arrives', async () => {
  const log = logOf(RUST.slice(0, 40))
  const last = storyOf(logOf()).steps.at(-1)
  const page = await sideBySide({ logs: [log], at: last?.seq })
  expect(page.now.figures[0]?.cursor).toBe(storyOf(log).steps.length - 1)
  log.append(RUST.slice(40), [])
  expect((await page.settled()).figures[0]?.cursor).toBe(last?.index)
})

it('a growing log leaves the cursor at its event; a jump to the end reaches the newest event', async () => {
  const log = logOf(RUST.slice(0, 40))
  const page = await sideBySide({ logs: [log], at: RUST[10]?.seq })
  const before = page.now.figures[0]
  const seq = before?.story.steps[before.cursor]?.seq
  const version = before?.version
  log.append(RUST.slice(40, 60), [])
  const [grown] = (await page.settled()).figures
  expect(grown?.story.steps[grown.cursor]?.seq).toBe(seq)
  expect(grown?.version).not.toBe(version)
  // The log has grown once more, and nobody has drawn the new events yet.
  log.append(RUST.slice(60), [])
  page.now.figures[0]?.onCursor(Number.POSITIVE_INFINITY)
  const [ended] = (await page.settled()).figures
  expect(ended?.cursor).toBe(storyOf(logOf()).steps.length - 1)
})

it('an unchanged figure stays the same object, so its views are not drawn again', async () => {
  const [rust, go] = [logOf(), logOf(recorded('go').slice(0, 40))]
  const page = await sideBySide({ logs: [rust, go], at: RUST[10]?.seq })
  const [before] = page.now.figures
  go.append(recorded('go').slice(40, 41), [])
  expect((await page.settled()).figures[0]).toBe(before)
})

it('a pin shows until a second click; the target under the pointer takes precedence', async () => {
  const page = await sideBySide({ logs: [logOf(), logOf()] })
  const [figure] = page.now.figures
  figure?.onPin(EXEC)
  expect((await page.settled()).figures.map(({ lit }) => lit)).toEqual([EXEC, null])
  const pointed = { kind: 'signal', signal: 'PIPE' } as const
  figure?.onHover(pointed)
  expect((await page.settled()).figures.map(({ lit }) => lit)).toEqual([pointed, pointed])
  figure?.onHover(null)
  expect((await page.settled()).figures[0]?.lit).toEqual(EXEC)
  figure?.onPin(EXEC)
  expect((await page.settled()).figures[0]?.lit).toBeNull()
})

it('a removed column takes its light along, and the others keep theirs', async () => {
  const [a, b, c] = [logOf(), logOf(), logOf()]
  const page = await sideBySide({ logs: [a, b, c] })
  page.now.figures[2]?.onPin(EXEC)
  await page.settled()
  expect((await page.again({ logs: [b, c] })).figures.map(({ lit }) => lit)).toEqual([null, EXEC])
  page.now.figures[0]?.onHover({ kind: 'mark', mark: 'wait' })
  await page.settled()
  // The removed column gets no event that would say that the pointer has left it.
  expect((await page.again({ logs: [c] })).figures.map(({ lit }) => lit)).toEqual([EXEC])
})

it('a run that replaces another keeps the pin', async () => {
  const page = await sideBySide({ logs: [logOf(), logOf()] })
  const [first] = page.now.figures
  first?.onPin(EXEC)
  await page.settled()
  const { figures } = await page.again({ logs: [logOf(), logOf()] })
  expect(figures.map(({ lit }) => lit)).toEqual([EXEC, null])
})

it('without a leader the others stay at their beginning', async () => {
  const { now } = await sideBySide({ logs: [logOf()], focus: 2, at: RUST[10]?.seq })
  expect(now.figures.map(({ cursor }) => cursor)).toEqual([0])
})
