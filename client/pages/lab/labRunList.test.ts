import { expect, it } from 'vitest'
import { RunLog } from '../../store/runLog.ts'
import { dropped, focusOf, kept, type LabRun, MAX_RUNS, ranAs } from './labRunList.ts'

const runOf = (id: number): LabRun => ({ id, settings: { strategy: 'rust' }, log: new RunLog('live', () => {}) })
const SEVEN = [1, 2, 3, 4, 5, 6, 7].map(runOf)
const ids = (runs: readonly LabRun[]): number[] => runs.map(({ id }) => id)

it('the newest stands first, and of more than fit the oldest goes', () => {
  expect(MAX_RUNS).toBe(6)
  expect(ids(SEVEN.reduce(kept, [] as LabRun[]))).toEqual([7, 6, 5, 4, 3, 2])
})

it('a run that is dropped goes; the others stay as they are', () => {
  expect(ids(dropped(SEVEN, 3))).toEqual([1, 2, 4, 5, 6, 7])
  expect(ids(dropped(SEVEN, 9))).toEqual([1, 2, 3, 4, 5, 6, 7])
})

it('a stored run is named by what it was run with, where it still stands', () => {
  expect(ranAs(SEVEN.slice(0, 2), 2, { strategy: 'go', uid: 0 }).map(({ settings }) => settings)).toEqual([{ strategy: 'rust' }, { strategy: 'go', uid: 0 }])
  expect(ranAs(SEVEN, 9, { strategy: 'go' })).toEqual(SEVEN)
})

it('what is looked into is the one chosen, else the newest, else nothing', () => {
  expect(focusOf(SEVEN, 3)?.id).toBe(3)
  expect(focusOf(dropped(SEVEN, 3), 3)?.id).toBe(1)
  expect(focusOf([], 3)).toBeNull()
})
