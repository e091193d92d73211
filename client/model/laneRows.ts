/** The lanes of the picture from top to bottom: a child under its creator, further threads below. Many threads become one row. Pure. */
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
  const byTask = new Map(lanes.map((lane) => [lane.task, lane]))
  const families: LaneRow[] = []
  const placed = new Set<number>()
  const place = ({ task, thread }: Lane): void => {
    if (placed.has(task)) return
    placed.add(task)
    families.push({ kind: 'task', tasks: [task], thread })
    for (const child of lanes) if (child.maker === task && !child.thread) place(child)
  }
  const spawns = ({ task }: Lane): boolean => lanes.some(({ maker, thread }) => maker === task && !thread)
  const [host] = lanes
  if (host) place(host)
  for (const lane of lanes) if (lane.thread ? spawns(lane) : lane.maker === null || !byTask.has(lane.maker)) place(lane)
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

/** Folding a single thread saves nothing. */
const folded = (all: readonly number[]): number => (all.length > ROWS + 1 ? all.length - ROWS : 0)

function groups(all: readonly number[], unfolded: boolean): (readonly number[])[] {
  if (unfolded || folded(all) === 0) return all.map((one) => [one])
  return [...all.slice(0, ROWS).map((one) => [one]), all.slice(ROWS)]
}
