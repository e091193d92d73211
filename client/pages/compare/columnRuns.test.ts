import { expect, it } from 'vitest'
import type { ColumnChoice } from '../../model/link.ts'
import { recorded } from '../../model/testing/recordedEvents.ts'
import { RunLog } from '../../store/runLog.ts'
import { asked, chosen, drawn, latestOf, replaced, type ShownRun, stands } from './columnRuns.ts'

const newLog = (): RunLog => new RunLog('recorded', () => {})
const SETTINGS = { uid: 65534 }
const RUST: ColumnChoice = { strategy: 'rust' }
const GO: ColumnChoice = { strategy: 'go' }
const STORED: ColumnChoice = { strategy: '', recording: 'abc' }

const shownOf = (...columns: ColumnChoice[]): ShownRun[] => chosen([], columns, SETTINGS, newLog).shown

it('new columns get an empty log each', () => {
  const { shown, empty } = chosen([], [RUST, GO], SETTINGS, newLog)
  expect(shown.map(({ word }) => word)).toEqual(['rust', 'go'])
  expect(empty).toEqual([
    { at: 0, log: shown[0]?.log },
    { at: 1, log: shown[1]?.log },
  ])
})

it('a run moves with its column', () => {
  const before = shownOf(RUST, GO)
  const { shown, empty } = chosen(before, [GO, RUST], SETTINGS, newLog)
  expect(shown).toEqual([before[1], before[0]])
  expect(empty).toEqual([])
})

it('a changed column shows another run; the others keep theirs', () => {
  const before = shownOf(RUST, GO)
  const { shown, empty } = chosen(before, [RUST, { strategy: 'go', edition: '1.9' }], SETTINGS, newLog)
  expect(shown[0]).toBe(before[0])
  expect(shown[1]).toMatchObject({ word: 'go@1.9' })
  expect(shown[1]?.log).not.toBe(before[1]?.log)
  expect(empty.map(({ at }) => at)).toEqual([1])
})

it('two columns with the same choice share a run until they are run', () => {
  const { shown } = chosen(shownOf(RUST), [RUST, RUST], SETTINGS, newLog)
  expect(shown[1]?.log).toBe(shown[0]?.log)
  const ran = asked(shown, [RUST, RUST], SETTINGS, () => true, newLog)
  expect(ran.toRun).toHaveLength(2)
  expect(ran.shown[1]?.log).not.toBe(ran.shown[0]?.log)
})

it('a column that is run gets a new log; a stored run and a column not asked for keep theirs', () => {
  const before = shownOf(RUST, GO, STORED)
  const all = asked(before, [RUST, GO, STORED], SETTINGS, () => true, newLog)
  expect(all.toRun.map(({ column }) => column)).toEqual([RUST, GO])
  expect(all.shown[2]).toBe(before[2])
  const one = asked(before, [RUST, GO, STORED], SETTINGS, (log) => log === before[1]?.log, newLog)
  expect(one.toRun).toEqual([{ column: GO, log: one.shown[1]?.log }])
  expect(one.shown[0]).toBe(before[0])
})

it('a column without a run yet gets an empty log, even if it is not run', () => {
  const { shown, toRun } = asked(shownOf(RUST), [RUST, GO], SETTINGS, () => false, newLog)
  expect(shown[1]).toMatchObject({ word: 'go', log: { status: 'empty' } })
  expect(toRun).toEqual([])
})

it('a run replaces another only where that is still shown', () => {
  const before = shownOf(RUST, GO)
  const [, go] = before
  const real = newLog()
  if (!go) throw new Error('there are two')
  const after = replaced(before, go.log, real)
  expect(after.map(({ log }) => log)).toEqual([before[0]?.log, real])
  expect(stands(after, go.log)).toBe(false)
  expect(replaced(after, go.log, newLog())).toEqual(after)
})

it('a run that has begun stands beside the one that is shown, and takes its place once there is something to draw', () => {
  const before = shownOf(RUST, GO)
  for (const { log } of before) log.append(recorded('rust'), [])
  const { shown, toRun } = asked(before, [RUST, GO], { uid: 0 }, () => true, newLog)
  expect(shown.map(({ log }) => log)).toEqual(before.map(({ log }) => log))
  expect(shown.map(latestOf)).toEqual(toRun.map(({ log }) => log))
  expect(drawn(shown)).toEqual(shown)
  const [rust, go] = toRun
  rust?.log.append(recorded('rust').slice(0, 1), [])
  go?.log.finish('cancelled', null)
  expect(drawn(shown).map(({ log, asked: then, coming }) => [log, then, coming])).toEqual([
    [rust?.log, { uid: 0 }, null],
    [go?.log, { uid: 0 }, null],
  ])
})

it('the latest run of a column stands, also before it is drawn; the one that it will replace does not', () => {
  const [one] = shownOf(RUST)
  one?.log.append(recorded('rust'), [])
  const { shown, toRun } = asked([one as ShownRun], [RUST], SETTINGS, () => true, newLog)
  expect(stands(shown, toRun[0]?.log as RunLog)).toBe(true)
  expect(stands(shown, one?.log as RunLog)).toBe(false)
})
