import { describe, expect, it } from 'vitest'
import type { BenchCell } from '../../protocol/bench.ts'
import { ASKED, foldBench } from './benchState.ts'
import { csvOf, duration, headlineOf, pointAt, seriesOf, size, stopsOf } from './cost.ts'

const cell = (part: Partial<BenchCell>): BenchCell => ({
  seq: 0,
  ns: 0,
  kind: 'cell',
  source: 'ours',
  strategy: 'fork',
  edition: 'posix',
  mechanism: 'fork',
  memory_mb: 64,
  pages: 'small',
  threads: 0,
  resident_kb: 66_000,
  huge_kb: 0,
  tables_kb: 180,
  samples: [1, 2, 3],
  median: 1_900_000,
  q1: 1_800_000,
  q3: 2_000_000,
  parts: { prepare: 1, create: 2, child_setup: 3, exec: 4, suspended: null },
  attempts: 1,
  settled: true,
  ...part,
})

describe('series', () => {
  const cells = [
    cell({ memory_mb: 1024, resident_kb: 1_050_000 }),
    cell({}),
    cell({ strategy: 'vfork', median: 40_000 }),
    cell({ threads: 4 }),
    cell({ pages: 'huge' }),
  ]
  it('has one for each strategy and kind of pages, in the order of resident memory', () => {
    expect(seriesOf(cells, 'memory').map(({ strategy, pages, points }) => [strategy, pages, points.map(({ cell: { memory_mb } }) => memory_mb)])).toEqual([
      ['fork', 'small', [64, 1024]],
      ['vfork', 'small', [64]],
      ['fork', 'huge', [64]],
    ])
  })
  it('plots against threads only what was measured at more than one number of threads', () => {
    const series = seriesOf(cells, 'threads')
    expect(series.map(({ points }) => points.map(({ x }) => x))).toEqual([[0, 4]])
    expect(stopsOf(series, 'threads')).toEqual([0, 4])
  })
  it('gives the values at a size', () => {
    const [fork] = seriesOf(cells, 'memory')
    expect(fork && pointAt(fork, 1024, 'memory')?.cell.memory_mb).toBe(1024)
    expect(fork && pointAt(fork, 5, 'memory')).toBeUndefined()
  })
  it('takes the headline ratio at the largest memory that both were measured at', () => {
    expect(headlineOf(cells)).toMatchObject({ memory: 64, ratio: 1_900_000 / 40_000 })
    expect(headlineOf([cell({})])).toBeNull()
  })
})

it('a duration has three figures and the unit that fits', () => {
  expect([34_210, 1_077_600, 57_900_000, 2_000_000_000].map((ns) => duration(ns, 'en'))).toEqual(['34.2 µs', '1.08 ms', '57.9 ms', '2 s'])
  expect([64, 1024, 2048].map((mb) => size(mb, 'en'))).toEqual(['64 MB', '1 GB', '2 GB'])
})

it('CSV quotes fields that need it, and omits what is hidden', () => {
  const [head, row] = csvOf([cell({ mechanism: 'a "b", c' })]).split('\r\n')
  expect(head).toContain('median_ns')
  expect(row).toContain('"a ""b"", c"')
  expect(row).toContain('1,2,3,4,,true,1 2 3')
})

it('a measurement folds from asked to ended', () => {
  const states = [
    { kind: 'queued' as const, position: 2 },
    cell({}),
    { seq: 9, ns: 9, kind: 'end' as const, outcome: 'limit' as const, why: 'the time is up' },
  ].reduce(foldBench, ASKED)
  expect(states).toMatchObject({ is: 'failed', position: 2, cells: [{ strategy: 'fork' }], refusal: { code: 'time_limit' } })
})
