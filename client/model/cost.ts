/** Cells of a measurement as series of a chart, as a table, and as the headline. Pure. */

import type { BenchCell } from '../../protocol/bench.ts'
import { significant } from './formats.ts'

export type CostAxis = 'memory' | 'threads'

export interface CostPoint {
  /** MB that are actually resident, or the number of threads. */
  x: number
  cell: BenchCell
}

export interface CostSeries {
  key: string
  strategy: string
  source: BenchCell['source']
  pages: BenchCell['pages']
  edition: string
  mechanism: string
  points: CostPoint[]
}

const KB_PER_MB = 1024
/** The memory size at which the number of threads varies. Here the cost of copied and of shared memory is visible. */
export const THREADS_AT_MB = 64

/** One series for each strategy, edition, source and kind of pages; points in the order of x. */
export function seriesOf(cells: readonly BenchCell[], axis: CostAxis): CostSeries[] {
  const found = new Map<string, CostSeries>()
  for (const cell of cells) {
    if (axis === 'memory' ? cell.threads !== 0 : cell.memory_mb !== THREADS_AT_MB || cell.pages !== 'small' || cell.source !== 'ours') continue
    const key = [cell.source, cell.strategy, cell.edition, cell.pages].join(' ')
    const series = found.get(key) ?? {
      key,
      strategy: cell.strategy,
      source: cell.source,
      pages: cell.pages,
      edition: cell.edition,
      mechanism: cell.mechanism,
      points: [],
    }
    found.set(key, series)
    series.points.push({ x: axis === 'memory' ? cell.resident_kb / KB_PER_MB : cell.threads, cell })
  }
  const all = [...found.values()].filter(({ points }) => axis === 'memory' || points.length > 1)
  for (const { points } of all) points.sort((a, b) => a.x - b.x)
  return all
}

/** The sizes that have a measurement, in order. A reader can stop at each. */
export function stopsOf(series: readonly CostSeries[], axis: CostAxis): number[] {
  const of = ({ cell }: CostPoint): number => (axis === 'memory' ? cell.memory_mb : cell.threads)
  return [...new Set(series.flatMap(({ points }) => points.map(of)))].sort((a, b) => a - b)
}

export function pointAt({ points }: CostSeries, stop: number, axis: CostAxis): CostPoint | undefined {
  return points.find(({ cell }) => (axis === 'memory' ? cell.memory_mb : cell.threads) === stop)
}

/** How many times slower fork is than vfork, at the largest memory that both were measured at. */
export function headlineOf(cells: readonly BenchCell[]): { memory: number; ratio: number; fork: number; vfork: number } | null {
  const plain = cells.filter(({ source, pages, threads }) => source === 'ours' && pages === 'small' && threads === 0)
  const at = (strategy: string, memory: number) => plain.find((cell) => cell.strategy === strategy && cell.memory_mb === memory)?.median
  for (const memory of [...new Set(plain.map((cell) => cell.memory_mb))].sort((a, b) => b - a)) {
    const [fork, vfork] = [at('fork', memory), at('vfork', memory)]
    if (fork && vfork) return { memory, ratio: fork / vfork, fork, vfork }
  }
  return null
}

/** "57.9 ms", "34 µs": at most three significant digits, in the unit that fits. */
export function duration(ns: number, locale: string): string {
  const say = (value: number, unit: string): string => `${significant(value, 3, locale)} ${unit}`
  if (ns >= 1e9) return say(ns / 1e9, 's')
  return ns >= 1e6 ? say(ns / 1e6, 'ms') : say(ns / 1e3, 'µs')
}

/** "64 MB", "1 GB". */
export function size(mb: number, locale: string): string {
  const say = (value: number, unit: string): string => `${significant(value, 3, locale)} ${unit}`
  return mb >= KB_PER_MB ? say(mb / KB_PER_MB, 'GB') : say(mb, 'MB')
}

const COLUMNS = [
  'source',
  'strategy',
  'edition',
  'mechanism',
  'memory_mb',
  'pages',
  'threads',
  'resident_kb',
  'huge_kb',
  'tables_kb',
  'median',
  'q1',
  'q3',
] as const
const PARTS = ['prepare', 'create', 'child_setup', 'exec', 'suspended'] as const

/** RFC 4180; times in ns. */
export function csvOf(cells: readonly BenchCell[]): string {
  const quote = (value: unknown): string => (/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value))
  const rows = cells.map((cell) => [
    ...COLUMNS.map((column) => cell[column]),
    ...PARTS.map((part) => cell.parts[part] ?? ''),
    cell.settled,
    cell.samples.join(' '),
  ])
  const times = new Set<string>(['median', 'q1', 'q3'])
  const head = [...COLUMNS.map((column) => (times.has(column) ? `${column}_ns` : column)), ...PARTS.map((part) => `${part}_ns`), 'settled', 'samples_ns']
  return [head, ...rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('')
}
