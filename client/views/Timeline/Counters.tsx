/** The threads that only count: where they advanced, by how much, and that the parent's sleep did not stop them. */
import type { Counter, CounterRun } from '../../model/counters.ts'
import type { TimelineModel } from '../../model/timeline.ts'
import { useMessages } from '../../words/messages.ts'
import type { Geometry } from './geometry.ts'
import type { Scale } from './scale.ts'

interface CountersProps {
  model: TimelineModel
  geometry: Geometry
  x: Scale
  patterns: string
}

/** Average width of a character, over both languages. */
const CHARACTER_PX = 6.4

export function Counters({ model, geometry, x, patterns }: CountersProps) {
  const { timeline } = useMessages()
  return geometry.rows.map(({ row, top, height }) => {
    const counters = row.kind === 'counter' ? row.threads.flatMap((n) => model.counters[n] ?? []) : []
    const [first] = counters
    if (!first) return null
    return (
      <g key={first.n} className="counter">
        <rect className="lane" data-task="thread" x={x(0)} y={top} width={x(first.to) - x(0)} height={height} rx={5} />
        {first.runs.map((run, at) => {
          const steps = counters.reduce((sum, counter) => sum + (counter.runs[at]?.steps ?? 0), 0)
          const width = x(run.to) - x(run.from)
          const label = steps === 0 ? timeline.noTurn : timeline.goesOn(steps, run.asleep)
          const short = steps === 0 ? timeline.noTurn : timeline.goesOn(steps, false)
          const text = [label, short].find((one) => lengthOf(one) * CHARACTER_PX + 16 < width)
          return (
            <g key={run.from} data-asleep={run.asleep}>
              {steps > 0 && <rect transform={`translate(0 ${top + 2})`} x={x(run.from)} width={width} height={height - 4} fill={`url(#${patterns}runs)`} />}
              {!geometry.compact && text && (
                <text x={x(run.from) + 8} y={top + height / 2 + 4}>
                  {text}
                </text>
              )}
            </g>
          )
        })}
      </g>
    )
  })
}

/** A full-width character counts as two. */
const lengthOf = (text: string): number => [...text].reduce((sum, one) => sum + (one > '\u2fff' ? 2 : 1), 0)

/** Steps while the parent slept; the picture in words needs them too. */
export function stepsAsleep({ runs }: Counter): number | null {
  const asleep = runs.filter((run: CounterRun) => run.asleep)
  return asleep.length === 0 ? null : asleep.reduce((sum, { steps }) => sum + steps, 0)
}
