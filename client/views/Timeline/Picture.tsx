/** Everything that does not move with the cursor: lanes, shared memory, arrows, signals. Drawn from back to front. */
import { memo } from 'react'
import { lightsSignal, type Target } from '../../model/lighting.ts'
import { letterOf } from '../../model/taskLetter.ts'
import type { Arrow, Interval, Lane, SignalLife, TimelineModel } from '../../model/timeline.ts'
import { useMessages } from '../../words/messages.ts'
import { Counters } from './Counters.tsx'
import { type Geometry, GUTTER } from './geometry.ts'
import { LaneName } from './LaneName.tsx'
import { labelWidth } from './labelWidth.ts'
import { Spans } from './Spans.tsx'
import type { Scale } from './scale.ts'

export interface PictureProps {
  model: TimelineModel
  geometry: Geometry
  x: Scale
  patterns: string
  lit: Target | null
  width: number
}

/** The gap from the phase's line to its name, plus the one from there to the next line. */
const NAME_GAPS_PX = 8
/** Width of the label on shared memory. */
const LENT_LABEL_PX = 165
/** Width of a signal's name with its task. */
const LIFE_LABEL_PX = 110

export const Picture = memo(function Picture(props: PictureProps) {
  const { model, geometry, x, patterns, width } = props
  const threads = new Set(model.lanes.flatMap(({ task, thread }) => (thread ? [task] : [])))
  const clip = `${patterns}clip`
  return (
    <>
      <clipPath id={clip}>
        <rect x={GUTTER - 2} y={0} width={Math.max(width - GUTTER, 0)} height={geometry.height} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {model.intervals.map((interval) => interval.kind !== 'asleep' && <Lent key={`${interval.kind}${interval.from}`} {...props} interval={interval} />)}
        {model.lanes.map((lane) => (
          <LaneBar key={lane.task} {...props} lane={lane} />
        ))}
        <Counters model={model} geometry={geometry} x={x} patterns={patterns} />
        {model.intervals.map((interval) => interval.kind === 'asleep' && <Asleep key={`${interval.kind}${interval.from}`} {...props} interval={interval} />)}
        {model.masks.map((mask) => (
          <rect
            key={`${mask.task}:${mask.from}`}
            className="mask"
            x={x(mask.from)}
            y={geometry.laneTop(mask.task) + geometry.laneHeight(mask.task) - 5}
            width={x(mask.to) - x(mask.from)}
            height={5}
          />
        ))}
        <Spans {...props} />
        {model.arrows.map((arrow) => (
          <ArrowLine key={`${arrow.kind}${arrow.to.at}`} {...props} arrow={arrow} />
        ))}
        {model.marks.map((mark) => (
          <g
            key={mark.step.seq}
            className="mark"
            data-kind={mark.kind}
            transform={`translate(${x(mark.at + 0.5)} ${geometry.laneTop(mark.task) + geometry.laneHeight(mark.task) / 2})`}
          >
            {mark.kind === 'exec' && <path d="M-7 -9 L7 0 L-7 9 z" />}
            {mark.kind === 'exit' && <path d="M-6 -6 L6 6 M6 -6 L-6 6" />}
            {mark.kind === 'decide' && <path d="M0 -8 L8 0 L0 8 L-8 0 z" />}
            {mark.kind === 'canary' && <circle r={5.5} />}
          </g>
        ))}
        {(geometry.compact ? [] : model.signals).map((life, row) => (
          <Life key={`${life.signal}${row}`} {...props} life={life} row={row} thread={threads.has(life.task)} />
        ))}
      </g>
      {geometry.rows.map(({ row, top, height }) => (
        <LaneName key={`${row.kind}${row.kind === 'task' ? row.tasks[0] : row.threads[0]}`} row={row} middle={top + height / 2} tight={height < 24} />
      ))}
    </>
  )
})

function LaneBar({ lane, geometry, x }: PictureProps & { lane: Lane }) {
  const words = useMessages()
  const top = geometry.laneTop(lane.task)
  const role = lane.task === 1 ? 'parent' : lane.thread ? 'thread' : 'child'
  const height = geometry.laneHeight(lane.task)
  return (
    <>
      <rect className="lane" data-task={role} x={x(lane.from)} y={top} width={x(lane.to) - x(lane.from)} height={height} rx={5} />
      {lane.phases.map(({ phase, from, to }) => (
        <g key={`${phase}${from}`} className="phase">
          {!geometry.compact && <line x1={x(from)} x2={x(from)} y1={top - 16} y2={top} />}
          {!geometry.compact && x(to) - x(from) > labelWidth(words.phases[phase].name) + NAME_GAPS_PX && (
            <text x={x(from) + 4} y={top - 5}>
              {words.phases[phase].name}
            </text>
          )}
        </g>
      ))}
    </>
  )
}

/** Memory is hatched, a stack is dotted; both are drawn between the two tasks that share them. */
function Lent({ interval, geometry, x, patterns }: PictureProps & { interval: Interval }) {
  const words = useMessages()
  const memory = interval.kind === 'memory'
  const top = geometry.laneTop(interval.task) + geometry.laneHeight(interval.task) + (memory ? 2 : geometry.between - (geometry.compact ? 10 : 33))
  const left = x(interval.from + 0.5)
  const width = x(interval.to + 0.5) - left
  const height = memory ? geometry.between - (geometry.compact ? 12 : 38) : geometry.compact ? 8 : 14
  return (
    <g className="lent" data-kind={interval.kind}>
      <rect className="lent-ground" x={left} y={top} width={width} height={height} />
      <rect x={left} y={top} width={width} height={height} fill={`url(#${patterns}${interval.kind})`} />
      {!geometry.compact && width > LENT_LABEL_PX && (
        <text x={left + 22} y={memory ? top + height / 2 + 4 : top + 11}>
          {memory ? words.timeline.oneMemory : words.timeline.oneStack}
        </text>
      )}
    </g>
  )
}

function Asleep({ interval, geometry, x }: PictureProps & { interval: Interval }) {
  const words = useMessages()
  const left = x(interval.from + 0.5)
  const width = x(interval.to + 0.5) - left
  const top = geometry.laneTop(interval.task)
  return (
    <g className="asleep">
      <rect x={left} y={top} width={width} height={geometry.laneHeight(interval.task)} />
      {!geometry.compact && width > 60 && geometry.laneHeight(interval.task) > 30 && (
        <text x={left + 8} y={top + geometry.laneHeight(interval.task) - 29}>
          {words.timeline.asleep}
        </text>
      )}
    </g>
  )
}

function ArrowLine({ arrow, geometry, x, patterns }: PictureProps & { arrow: Arrow }) {
  const { from, to } = arrow
  const down = geometry.laneTop(from.task) < geometry.laneTop(to.task)
  const y1 = geometry.laneTop(from.task) + (down ? geometry.laneHeight(from.task) : 0)
  const y2 = geometry.laneTop(to.task) + (down ? 0 : geometry.laneHeight(to.task))
  const x1 = x(from.at + 0.5)
  const x2 = x(to.at + 0.5)
  return (
    <g className="arrow" data-kind={arrow.kind}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} markerEnd={`url(#${patterns}head)`} />
    </g>
  )
}

function Life({ life, row, thread, geometry, x, lit: target, width }: PictureProps & { life: SignalLife; row: number; thread: boolean }) {
  const y = geometry.signalTop(row)
  const points = [life.sent, life.pending, life.end?.at].filter((at) => at !== null && at !== undefined)
  const first = points[0] ?? 0
  const last = life.end?.at ?? points.at(-1) ?? first
  const lit = lightsSignal(target, life.signal.replace('SIG', ''))
  const roomy = x(last + 0.5) + LIFE_LABEL_PX < width
  return (
    <g className="life" data-lit={lit}>
      <line x1={x(first + 0.5)} x2={x(last + 0.5)} y1={y} y2={y} data-waiting={life.pending !== null} />
      {life.sent !== null && <circle className="life-sent" cx={x(life.sent + 0.5)} cy={y} r={4} />}
      {life.pending !== null && <rect className="life-pending" x={x(life.pending + 0.5) - 4} y={y - 4} width={8} height={8} />}
      {life.end?.how === 'ignored' && <path className="life-ignored" d={`M${x(life.end.at + 0.5) - 4} ${y - 4} l8 8 m0 -8 l-8 8`} />}
      {life.end && life.end.how !== 'ignored' && <circle className="life-delivered" cx={x(life.end.at + 0.5)} cy={y} r={5} />}
      <text x={roomy ? x(last + 0.5) + 10 : x(first + 0.5) - 10} y={y + 4} textAnchor={roomy ? 'start' : 'end'}>
        {life.signal} → {letterOf(life.task, thread)}
      </text>
    </g>
  )
}
