/** The chart: for each series a line, its quartile band and its shapes. It only draws; hidden series and the guide are props. */
import { area, line } from 'd3-shape'
import type { PointerEvent, Ref } from 'react'
import { type CostAxis, type CostPoint, type CostSeries, pointAt } from '../../model/cost.ts'
import type { Published } from '../../model/published.ts'
import { Axes } from '../../views/Cost/Axes.tsx'
import { lookOf } from '../../views/Cost/look.ts'
import { boxOf, memoryScale, threadScale, timeScale } from '../../views/Cost/scales.ts'
import { useCostWords } from '../../words/costWords.ts'

interface ChartProps {
  svg: Ref<SVGSVGElement>
  width: number
  axis: CostAxis
  series: readonly CostSeries[]
  published: readonly Published[]
  /** Position of the guide: a size, or a number of threads. */
  stop: number | undefined
  stops: readonly number[]
  onStop: (stop: number) => void
  /** The series under the pointer or with the focus; the others are dimmed. */
  lit: string | undefined
  onLit: (key: string | undefined) => void
}

export function Chart({ svg, width, axis, series, published, stop, stops, onStop, lit, onLit }: ChartProps) {
  const words = useCostWords()
  const box = boxOf(width)
  const points = series.flatMap((one) => one.points)
  const cited = axis === 'memory' ? published.flatMap((one) => one.points) : []
  const xs = [...points.map(({ x }) => x), ...cited.map(({ memory_mb }) => memory_mb)]
  const across = axis === 'memory' ? memoryScale(xs, box) : threadScale(xs, box)
  const up = timeScale([...points.flatMap(({ cell }) => [cell.q1, cell.q3]), ...cited.map(({ ns }) => ns)], box)
  const [x, y] = [across.scale, up.scale]
  const guide = stop === undefined ? undefined : series.map((one) => pointAt(one, stop, axis)?.x).find((at) => at !== undefined)

  const follow = (event: PointerEvent<SVGSVGElement>): void => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left
    const place = (value: number): number => Math.abs(x(series.map((one) => pointAt(one, value, axis)?.x).find((found) => found !== undefined) ?? value) - at)
    const nearest = stops.toSorted((a, b) => place(a) - place(b))[0]
    if (nearest !== undefined && nearest !== stop) onStop(nearest)
  }
  const lineOf = line<CostPoint>(
    (point) => x(point.x),
    (point) => y(point.cell.median),
  )
  const bandOf = area<CostPoint>(
    (point) => x(point.x),
    (point) => y(point.cell.q1),
    (point) => y(point.cell.q3),
  )

  return (
    <svg
      ref={svg}
      className="cost-chart"
      role="img"
      aria-label={words.chart(axis === 'memory' ? words.xMemory : words.xThreads)}
      viewBox={`0 0 ${box.width} ${box.height}`}
      width={box.width}
      height={box.height}
      onPointerMove={follow}
      onPointerLeave={() => onLit(undefined)}
    >
      <Axes box={box} axis={axis} x={across} y={up} />
      {guide !== undefined && <line className="cost-guide" x1={x(guide)} x2={x(guide)} y1={box.top} y2={box.height - box.bottom} />}
      {cited.map(({ label, memory_mb, ns, to_ns, copies }) => (
        <g key={`${label} ${memory_mb}`} className="cost-published" transform={`translate(${x(memory_mb)},${y(ns)})`}>
          {to_ns !== undefined && <line x1={0} x2={0} y1={0} y2={y(to_ns) - y(ns)} />}
          <path d="M-6,-6L6,6M-6,6L6,-6" />
          <text x={-10} y={copies ? -6 : 14} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {series.map((one) => {
        const look = lookOf(one)
        return (
          <g
            key={one.key}
            className="cost-series"
            data-dim={lit !== undefined && lit !== one.key}
            style={{ color: look.colour }}
            onPointerEnter={() => onLit(one.key)}
          >
            <path className="cost-band" d={bandOf(one.points) ?? ''} />
            <path className="cost-line" d={lineOf(one.points) ?? ''} strokeDasharray={look.dash} />
            {one.points.map(({ x: at, cell }) => (
              <path key={at} className="cost-point" data-hollow={look.hollow} d={look.path} transform={`translate(${x(at)},${y(cell.median)})`} />
            ))}
          </g>
        )
      })}
    </svg>
  )
}
