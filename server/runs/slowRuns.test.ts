import { expect, it } from 'vitest'
import { SLOW_RUNS } from '../limits.ts'
import { createSlowRuns } from './slowRuns.ts'

it.each([
  [{ strategy: 'fork' }, false],
  [{ strategy: 'fork', timeout: 5_000 }, false],
  [{ strategy: 'fork', timeout: 5_001 }, true],
  [{ strategy: 'fork', hold: { 'child-start': 499 } }, false],
  [{ strategy: 'fork', hold: { 'child-start': 250, 'before-exec': 250 } }, true],
  [{ strategy: 'fork', send: [{ signal: 'USR1', at: 'child-start', to: 'child' }] }, false],
  [{ strategy: 'fork', send: [{ signal: 'STOP', at: 'child-start', to: 'child' }] }, true],
] as const)('%j says itself whether it is slow: %s', (settings, slow) => {
  expect(createSlowRuns().isSlow(structuredClone(settings) as never)).toBe(slow)
})

it('runs with the settings of a slow one are slow until one was quick', () => {
  const runs = createSlowRuns()
  runs.took({ strategy: 'hazard-lock' }, 5_000, false)
  expect(runs.isSlow({ strategy: 'hazard-lock' })).toBe(true)
  expect(runs.isSlow({ strategy: 'hazard-lock', threads: 1 })).toBe(false)
  runs.took({ strategy: 'hazard-lock' }, 20, true)
  expect(runs.isSlow({ strategy: 'hazard-lock' })).toBe(true)
  runs.took({ strategy: 'hazard-lock' }, 20, false)
  expect(runs.isSlow({ strategy: 'hazard-lock' })).toBe(false)
})

it('remembers a bounded number', () => {
  const runs = createSlowRuns()
  for (let threads = 0; threads <= SLOW_RUNS; threads += 1) runs.took({ strategy: 'fork', threads }, 5_000, true)
  expect([runs.isSlow({ strategy: 'fork', threads: 0 }), runs.isSlow({ strategy: 'fork', threads: SLOW_RUNS })]).toEqual([false, true])
})
