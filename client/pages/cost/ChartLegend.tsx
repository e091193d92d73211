import { type CostAxis, type CostSeries, duration, pointAt } from '../../model/cost.ts'
import { lookOf, nameOf } from '../../views/Cost/look.ts'
import { useCostWords } from '../../words/costWords.ts'
import { useLanguage } from '../../words/language.ts'

interface LegendProps {
  series: readonly CostSeries[]
  axis: CostAxis
  stop: number | undefined
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
  onLit: (key: string | undefined) => void
}

/** Each series with its shape and its cost at the guide. Pressing one hides it. */
export function ChartLegend({ series, axis, stop, hidden, onToggle, onLit }: LegendProps) {
  const words = useCostWords()
  const language = useLanguage()
  return (
    <fieldset className="cost-legend">
      <legend className="visually-hidden">{words.legend}</legend>
      {series.map((one) => {
        const look = lookOf(one)
        const point = stop === undefined ? undefined : pointAt(one, stop, axis)
        return (
          <button
            key={one.key}
            type="button"
            aria-pressed={!hidden.has(one.key)}
            title={one.mechanism}
            onClick={() => onToggle(one.key)}
            onPointerEnter={() => onLit(one.key)}
            onPointerLeave={() => onLit(undefined)}
            onFocus={() => onLit(one.key)}
            onBlur={() => onLit(undefined)}
          >
            <svg width="34" height="16" viewBox="-17 -8 34 16" aria-hidden="true" style={{ color: look.colour }}>
              <path className="cost-line" d="M-17,0H17" strokeDasharray={look.dash} />
              <path className="cost-point" data-hollow={look.hollow} d={look.path} />
            </svg>
            <span className="cost-legend-name" translate={isName(one) ? 'no' : undefined}>
              {words.series(nameOf(one.strategy), one.pages === 'huge', one.source)}
            </span>
            <span className="cost-legend-value">{point ? duration(point.cell.median, language) : ''}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

/** Its label is nothing but a name. */
function isName({ source, pages }: CostSeries): boolean {
  return source === 'ours' && pages !== 'huge'
}
