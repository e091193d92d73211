/** The lanes of the picture from top to bottom: a child under its creator, further threads below. Many threads become one row. Pure. */

import { listAt } from './listAt.ts'
import type { Lane, TimelineModel } from './timeline.ts'

export type LaneRow = { kind: 'task'; tasks: readonly number[]; thread: boolean } | { kind: 'counter'; threads: readonly number[] }

/** How many threads get rows of their own. The others share one row. */
const ROWS = 3

export interface Rows {
  rows: LaneRow[]
  /** How many threads share one row, or would if folded. */
  foldable: number
}

export function rowsOf({ lanes, counters }: Pick<TimelineModel, 'lanes' | 'counters'>, unfolded: boolean): Rows {
  const known = new Set(lanes.map(({ task }) => task))
  const children = childrenOf(lanes)
  const families: LaneRow[] = []
  const placed = new Set<number>()
  /** A list of what is to be placed, because a row of processes that each make the next one may be too long for a stack. */
  const place = (first: Lane): void => {
    const waiting = [first]
    for (let lane = waiting.pop(); lane; lane = waiting.pop()) {
      const { task, thread } = lane
      if (placed.has(task)) continue
      placed.add(task)
      families.push({ kind: 'task', tasks: [task], thread })
      for (const child of (children.get(task) ?? []).toReversed()) waiting.push(child)
    }
  }
  const [host] = lanes
  if (host) place(host)
  for (const lane of lanes) if (lane.thread ? children.has(lane.task) : lane.maker === null || !known.has(lane.maker)) place(lane)
  const idle = lanes.filter(({ task }) => !placed.has(task)).map(({ task }) => task)
  const counting = counters.map(({ n }) => n)
  return {
    rows: [
      ...families,
      ...groups(idle, unfolded).map((tasks): LaneRow => ({ kind: 'task', tasks, thread: true })),
      ...groups(counting, unfolded).map((threads): LaneRow => ({ kind: 'counter', threads })),
    ],
    foldable: folded(idle) + folded(counting),
  }
}

/** The processes that each task made, in the order of the lanes. */
function childrenOf(lanes: readonly Lane[]): Map<number, Lane[]> {
  const children = new Map<number, Lane[]>()
  for (const lane of lanes) if (lane.maker !== null && !lane.thread) listAt(children, lane.maker).push(lane)
  return children
}

/** Folding a single thread saves nothing. */
const folded = (all: readonly number[]): number => (all.length > ROWS + 1 ? all.length - ROWS : 0)

function groups(all: readonly number[], unfolded: boolean): (readonly number[])[] {
  if (unfolded || folded(all) === 0) return all.map((one) => [one])
  return [...all.slice(0, ROWS).map((one) => [one]), all.slice(ROWS)]
}
