/** Positions in the picture, in pixels. Everything else is a percentage of the width or follows from these. */
import { type LaneRow, rowsOf } from '../../model/laneRows.ts'
import type { TimelineModel } from '../../model/timeline.ts'

export const GUTTER = 44
export const RIGHT = 12
export const RULER = 26

/** For a whole page, for a slide, for one of several pictures. */
export type Size = 'full' | 'slide' | 'compact'

interface Measures {
  top: number
  lane: number
  /** Room between parent and child for what they share. */
  between: number
  /** Under a lane that lends nothing: room only for an arrow and the names of phases. */
  unlent: number
  /** Threads share everything, so their lanes are close together. */
  thread: number
  betweenThreads: number
  beforeSignals: number
  signal: number
  bottom: number
  /** Replaces the signals' space if none was sent. */
  noSignals: number
}
const MEASURES: Record<Size, Measures> = {
  full: { top: RULER + 22, lane: 46, between: 62, unlent: 62, thread: 26, betweenThreads: 8, beforeSignals: 30, signal: 20, bottom: 8, noSignals: 20 },
  slide: { top: RULER + 13, lane: 42, between: 54, unlent: 26, thread: 24, betweenThreads: 4, beforeSignals: 15, signal: 18, bottom: 6, noSignals: 6 },
  compact: { top: 6, lane: 26, between: 26, unlent: 26, thread: 12, betweenThreads: 4, beforeSignals: 12, signal: 12, bottom: 6, noSignals: 6 },
}
/** A slide with more rows than this sets them closer. */
const MANY = 3
const CROWDED: Measures = { ...MEASURES.slide, lane: 30, between: 46, unlent: 22 }

export interface PlacedRow {
  row: LaneRow
  top: number
  height: number
}
export interface Geometry {
  compact: boolean
  rows: readonly PlacedRow[]
  laneTop: (task: number) => number
  laneHeight: (task: number) => number
  between: number
  signalTop: (row: number) => number
  height: number
  /** Number of threads that can be folded into one row, or already are. */
  foldable: number
}

export function geometryOf(model: TimelineModel, size: Size, unfolded: boolean): Geometry {
  const compact = size === 'compact'
  const { rows, foldable } = rowsOf(model, unfolded)
  const measures = size === 'slide' && rows.length > MANY ? CROWDED : MEASURES[size]
  const { top, lane, between, unlent, beforeSignals, signal, bottom, noSignals } = measures
  const lenders = new Set(model.intervals.flatMap(({ kind, task }) => (kind === 'asleep' ? [] : [task])))
  const lends = ({ row }: PlacedRow): boolean => row.kind === 'task' && row.tasks.some((task) => lenders.has(task))
  const placed: PlacedRow[] = []
  let below = top
  for (const row of rows) {
    const thin = row.kind === 'counter' || row.thread
    const height = thin ? measures.thread : lane
    const before = placed.at(-1)
    if (before) below = before.top + before.height + (thin ? gapBeforeThread(before.row, measures) : lends(before) ? between : unlent)
    placed.push({ row, top: below, height })
  }
  const byTask = new Map(placed.flatMap((one) => (one.row.kind === 'task' ? one.row.tasks.map((task) => [task, one] as const) : [])))
  const last = placed.at(-1)
  const lanesEnd = last ? last.top + last.height : top + lane
  const signalTop = (row: number): number => lanesEnd + beforeSignals + row * signal
  const height = compact || model.signals.length === 0 ? lanesEnd + noSignals : signalTop(model.signals.length) + bottom
  return {
    compact,
    rows: placed,
    laneTop: (task) => byTask.get(task)?.top ?? top,
    laneHeight: (task) => byTask.get(task)?.height ?? lane,
    between,
    signalTop,
    height,
    foldable,
  }
}

/** A wide gap after a process, a narrow one after a thread. */
function gapBeforeThread(before: LaneRow, { betweenThreads }: Measures): number {
  return before.kind === 'counter' || before.thread ? betweenThreads : betweenThreads * 2
}

/** Height of a parent, a child and its SIGCHLD. Reserved for a run that has not arrived, so that nothing jumps when it does. */
export function heightOfMost(size: Size): number {
  const { top, lane, between, beforeSignals, signal, bottom } = MEASURES[size]
  const lanesEnd = top + 2 * lane + between
  return size === 'compact' ? lanesEnd + bottom : lanesEnd + beforeSignals + signal + bottom
}
