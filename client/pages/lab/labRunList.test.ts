import { expect, it } from 'vitest'
import { RunLog } from '../../store/runLog.ts'
import { dropped, focusOf, kept, type LabRun, MAX_RUNS, ranAs } from './labRunList.ts'

const runOf = (id: number): LabRun => ({ id, settings: { strategy: 'rust' }, log: new RunLog('live', () => {}) })
const SEVEN = [1, 2, 3, 4, 5, 6, 7].map(runOf)
const ids = (runs: readonly LabRun[]): number[] => runs.map(({ id }) => id)

it('the newest comes first; when there are too many, the oldest is dropped', () => {
  expect(MAX_RUNS).toBe(6)
  expect(ids(SEVEN.reduce(kept, [] as LabRun[]))).toEqual([7, 6, 5, 4, 3, 2])
})

it('a dropped run goes; the others stay as they are', () => {
  expect(ids(dropped(SEVEN, 3))).toEqual([1, 2, 4, 5, 6, 7])
  expect(ids(dropped(SEVEN, 9))).toEqual([1, 2, 3, 4, 5, 6, 7])
})

it('a stored run is named by the settings it was run with, if it is still there', () => {
  expect(ranAs(SEVEN.slice(0, 2), 2, { strategy: 'go', uid: 0 }).map(({ settings }) => settings)).toEqual([{ strategy: 'rust' }, { strategy: 'go', uid: 0 }])
  expect(ranAs(SEVEN, 9, { strategy: 'go' })).toEqual(SEVEN)
})

it('the focus is on the chosen run, else the newest, else nothing', () => {
  expect(focusOf(SEVEN, 3)?.id).toBe(3)
  expect(focusOf(dropped(SEVEN, 3), 3)?.id).toBe(1)
  expect(focusOf([], 3)).toBeNull()
})
