import type { Box, Scale } from './scales.ts'

interface AxesProps {
  box: Box
  x: Scale
  y: Scale
  xTicks: readonly number[]
  yTicks: readonly number[]
  xLabel: string
  yLabel: string
  sayX: (value: number) => string
  sayY: (value: number) => string
}

/** Grid, ticks and the names of both axes. */
export function Axes({ box, x, y, xTicks, yTicks, xLabel, yLabel, sayX, sayY }: AxesProps) {
  const floor = box.height - box.bottom
  return (
    <g className="cost-axes">
      {yTicks.map((at) => (
        <g key={at}>
          <line x1={box.left} x2={box.width - box.right} y1={y(at)} y2={y(at)} />
          <text x={box.left - 8} y={y(at)} dy="0.32em" textAnchor="end">
            {sayY(at)}
          </text>
        </g>
      ))}
      {xTicks.map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={box.top} y2={floor} />
          <text x={x(at)} y={floor + 18} textAnchor="middle">
            {sayX(at)}
          </text>
        </g>
      ))}
      <text className="cost-axis-name" x={box.width - box.right} y={box.height - 8} textAnchor="end">
        {xLabel} →
      </text>
      <text className="cost-axis-name" x={box.left + 4} y={box.top + 12}>
        ↑ {yLabel}
      </text>
    </g>
  )
}
