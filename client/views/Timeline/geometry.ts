/** Where things stand in the picture, in pixels. Everything else is percent of the width or follows from these. */
import type { TimelineModel } from '../../model/timeline.ts'

export const GUTTER = 44
export const RIGHT = 12
export const RULER = 26
const LANE = 46
/** Between parent and child lies what they share. */
const BETWEEN = 62
const SIGNALS = 20
const BOTTOM = 8

export interface Geometry {
  laneTop: (task: number) => number
  laneHeight: number
  between: number
  signalTop: (row: number) => number
  height: number
}

export function geometryOf({ lanes, signals }: TimelineModel): Geometry {
  const order = new Map(lanes.map(({ task }, at) => [task, at]))
  const laneTop = (task: number): number => RULER + 22 + (order.get(task) ?? 0) * (LANE + BETWEEN)
  const lanesEnd = RULER + 22 + Math.max(lanes.length, 1) * LANE + Math.max(lanes.length - 1, 0) * BETWEEN
  const signalsStart = lanesEnd + 30
  return {
    laneTop,
    laneHeight: LANE,
    between: BETWEEN,
    signalTop: (row) => signalsStart + row * SIGNALS,
    height: signals.length > 0 ? signalsStart + signals.length * SIGNALS + BOTTOM : lanesEnd + 20,
  }
}
