import type { LaneRow } from '../../model/laneRows.ts'
import { counterLetter, letterOf } from '../../model/taskLetter.ts'

/** The letter before a lane: P, C, T3 for a thread with calls, t1 for one that only counts; "+4" for those that share a row. */
export function LaneName({ row, middle, tight }: { row: LaneRow; middle: number; tight: boolean }) {
  const height = tight ? 12 : 24
  return (
    <g className="lane-name" data-task={roleOf(row)} data-tight={tight} transform={`translate(4 ${middle - height / 2})`}>
      <rect width={30} height={height} rx={tight ? 4 : 6} />
      <text x={15} y={tight ? 9.5 : 17}>
        {nameOf(row)}
      </text>
    </g>
  )
}

function roleOf(row: LaneRow): 'parent' | 'child' | 'thread' {
  if (row.kind === 'counter' || row.thread) return 'thread'
  return row.tasks[0] === 1 ? 'parent' : 'child'
}

function nameOf(row: LaneRow): string {
  const several = row.kind === 'task' ? row.tasks : row.threads
  if (several.length > 1) return `+${several.length}`
  return row.kind === 'task' ? letterOf(row.tasks[0] ?? 0, row.thread) : counterLetter(row.threads[0] ?? 0)
}
