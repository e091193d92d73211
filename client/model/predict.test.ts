import { expect, it } from 'vitest'
import type { BenchCell } from '../../protocol/bench.ts'
import { nsOfStep, offBy, STEPS, stepOfNs, taskOf } from './predict.ts'

const cell = (strategy: string, memory_mb: number, median: number) => ({ source: 'ours', pages: 'small', threads: 0, strategy, memory_mb, median }) as BenchCell

it('asks about the largest memory that both were measured at', () => {
  const task = taskOf([
    cell('fork', 1, 90_000),
    cell('fork', 1024, 20_000_000),
    cell('fork', 2048, 50_000_000),
    cell('vfork', 1, 34_000),
    cell('vfork', 1024, 34_000),
  ])
  expect(task).toMatchObject({ from: 1, to: 1024, known: { fork: 90_000, vfork: 34_000 }, truth: { fork: 20_000_000, vfork: 34_000 } })
})
it('asks for no more than the given limit', () => {
  const cells = ['fork', 'vfork'].flatMap((strategy) => [1, 1024, 2048].map((memory) => cell(strategy, memory, memory * 1000)))
  expect(taskOf(cells, 1024)).toMatchObject({ to: 1024, truth: { fork: 1_024_000 } })
})
it('asks nothing if there is nothing to guess', () => {
  expect(taskOf([cell('fork', 1, 90_000), cell('vfork', 1, 30_000)])).toBeNull()
})
it('a slider reaches every time, and converts back to the same step', () => {
  for (let step = STEPS.min; step <= STEPS.max; step += 1) expect(stepOfNs(nsOfStep(step))).toBe(step)
  expect(stepOfNs(1)).toBe(STEPS.min)
})
it('gives the factor of the error, in either direction', () => {
  expect(offBy(10, 40)).toEqual({ factor: 4, low: true })
  expect(offBy(40, 10)).toEqual({ factor: 4, low: false })
})
