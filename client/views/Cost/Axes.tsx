import { type CostAxis, duration, size } from '../../model/cost.ts'
import { useCostWords } from '../../words/costWords.ts'
import { useLanguage } from '../../words/language.ts'
import type { Box, Ruler } from './scales.ts'

interface AxesProps {
  box: Box
  axis: CostAxis
  x: Ruler
  y: Ruler
}

/** Grid, ticks and the names of both axes: time against memory or threads. */
export function Axes({ box, axis, x: { scale: x, ticks: xTicks }, y: { scale: y, ticks: yTicks } }: AxesProps) {
  const words = useCostWords()
  const language = useLanguage()
  const floor = box.height - box.bottom
  const across = axis === 'memory' ? words.xMemory : words.xThreads
  return (
    <g className="cost-axes">
      {yTicks.map((at) => (
        <g key={at}>
          <line x1={box.left} x2={box.width - box.right} y1={y(at)} y2={y(at)} />
          <text x={box.left - 8} y={y(at)} dy="0.32em" textAnchor="end">
            {duration(at, language)}
          </text>
        </g>
      ))}
      {xTicks.map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={box.top} y2={floor} />
          <text x={x(at)} y={floor + 6} dy="1em" textAnchor="middle">
            {axis === 'memory' ? size(at, language) : at}
          </text>
        </g>
      ))}
      <text className="cost-axis-name" x={box.width - box.right} y={box.height - 8} textAnchor="end" {...narrowed(across, box.width - box.right - 8)}>
        {across} →
      </text>
      <text className="cost-axis-name" x={box.left + 4} y={box.top + 12}>
        ↑ {words.yTime}
      </text>
    </g>
  )
}

const LETTER_PX = 7.5
const WIDE_LETTER_PX = 13
const WIDE = /[\u3000-\u9fff\uff00-\uffef]/

/** A translated axis name may be wider than a phone's chart, so its letters are squeezed. */
function narrowed(name: string, room: number): { textLength?: number; lengthAdjust?: 'spacingAndGlyphs' } {
  const wants = [...`${name} →`].reduce((sum, letter) => sum + (WIDE.test(letter) ? WIDE_LETTER_PX : LETTER_PX), 0)
  return wants > room ? { textLength: room, lengthAdjust: 'spacingAndGlyphs' } : {}
}
