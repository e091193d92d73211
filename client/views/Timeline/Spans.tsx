/** The calls on the lanes. Calls too narrow to tell apart share one shape, because a run of 100,000 events has thousands of them. */
import { lightsStep, type Target } from '../../model/lighting.ts'
import { listAt } from '../../model/listAt.ts'
import type { Span, TimelineModel } from '../../model/timeline.ts'
import type { Geometry } from './geometry.ts'
import type { Scale } from './scale.ts'

interface SpansProps {
  model: TimelineModel
  geometry: Geometry
  x: Scale
  lit: Target | null
}

type Role = 'parent' | 'child' | 'thread'

interface Box {
  span: Span
  left: number
  width: number
  lit: boolean
}

/** The height of a call on a lane with room for its name. */
const CALL = 16
/** From this width on, a call has a shape of its own. */
const OWN_PX = 3

export function Spans({ model, geometry, x, lit: target }: SpansProps) {
  const threads = new Set(model.lanes.filter(({ thread }) => thread).map(({ task }) => task))
  const roleOf = (task: number): Role => (task === 1 ? 'parent' : threads.has(task) ? 'thread' : 'child')
  const { own, narrow } = sorted(model.spans, x, target)
  return (
    <>
      {[...narrow].map(([task, boxes]) => (
        <path key={task} className="spans-narrow" data-task={roleOf(task)} d={outline(boxes, spanBox(geometry, task))} />
      ))}
      {own.map(({ span, left, width, lit }) => (
        <SpanBox key={span.step.seq} {...{ span, left, width, lit }} {...spanBox(geometry, span.task)} role={roleOf(span.task)} />
      ))}
    </>
  )
}

function sorted(spans: readonly Span[], x: Scale, target: Target | null): { own: Box[]; narrow: Map<number, Box[]> } {
  const own: Box[] = []
  const narrow = new Map<number, Box[]>()
  const last = new Map<number, number>()
  for (const span of spans) {
    const left = x(span.from) + 1
    const width = Math.max(x(span.to) - x(span.from) - 2, 1)
    const lit = target !== null && lightsStep(target, span.step)
    // Most would fall on the same pixel.
    if (!lit && left + width < (last.get(span.task) ?? -1) + 0.8) continue
    last.set(span.task, left + width)
    const box = { span, left, width, lit }
    if (lit || width >= OWN_PX || span.failed) own.push(box)
    else listAt(narrow, span.task).push(box)
  }
  return { own, narrow }
}

function outline(boxes: readonly Box[], { top, height }: { top: number; height: number }): string {
  return boxes.map(({ left, width }) => `M${left.toFixed(1)} ${top}h${width.toFixed(1)}v${height}h-${width.toFixed(1)}z`).join('')
}

function spanBox({ compact, laneTop, laneHeight }: Geometry, task: number): { top: number; height: number } {
  const whole = laneHeight(task)
  if (whole < 30) return { top: laneTop(task) + (compact ? 2 : 5), height: whole - (compact ? 4 : 10) }
  return { top: laneTop(task) + whole - 24, height: CALL }
}

interface SpanBoxProps {
  span: Span
  left: number
  width: number
  top: number
  height: number
  role: Role
  lit: boolean
}
function SpanBox({ span, left, width, top, height, role, lit }: SpanBoxProps) {
  const label = span.count > 1 ? `${span.call} ×${span.count}` : span.call
  return (
    <g className="span" data-task={role} data-lit={lit} data-failed={span.failed} data-fold={span.count > 1}>
      <rect x={left} y={top} width={width} height={height} rx={2} />
      {height > 14 && width > label.length * 6.6 + 6 && (
        <text x={left + 5} y={top + 12} translate="no">
          {label}
        </text>
      )}
    </g>
  )
}
