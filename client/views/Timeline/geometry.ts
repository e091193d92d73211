/** Where things stand in the picture, in pixels. Everything else is percent of the width or follows from these. */
import type { TimelineModel } from '../../model/timeline.ts'

export const GUTTER = 44
export const RIGHT = 12
export const RULER = 26

interface Measures {
  top: number
  lane: number
  /** Between parent and child lies what they share. */
  between: number
  beforeSignals: number
  signal: number
  bottom: number
}
const FULL: Measures = { top: RULER + 22, lane: 46, between: 62, beforeSignals: 30, signal: 20, bottom: 8 }
const COMPACT: Measures = { top: 6, lane: 26, between: 26, beforeSignals: 12, signal: 12, bottom: 6 }

export interface Geometry {
  compact: boolean
  laneTop: (task: number) => number
  laneHeight: number
  between: number
  signalTop: (row: number) => number
  height: number
}

export function geometryOf({ lanes, signals }: TimelineModel, compact: boolean): Geometry {
  const { top, lane, between, beforeSignals, signal, bottom } = compact ? COMPACT : FULL
  const order = new Map(lanes.map(({ task }, at) => [task, at]))
  const laneTop = (task: number): number => top + (order.get(task) ?? 0) * (lane + between)
  const lanesEnd = top + Math.max(lanes.length, 1) * lane + Math.max(lanes.length - 1, 0) * between
  const signalTop = (row: number): number => lanesEnd + beforeSignals + row * signal
  const height = compact || signals.length === 0 ? lanesEnd + (compact ? bottom : 20) : signalTop(signals.length) + bottom
  return { compact, laneTop, laneHeight: lane, between, signalTop, height }
}

/** A parent, a child, its SIGCHLD: kept free for a run that is still to come, so that nothing jumps when it does. */
export function heightOfMost(compact: boolean): number {
  const { top, lane, between, beforeSignals, signal, bottom } = compact ? COMPACT : FULL
  const lanesEnd = top + 2 * lane + between
  return compact ? lanesEnd + bottom : lanesEnd + beforeSignals + signal + bottom
}
