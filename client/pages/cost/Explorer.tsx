/** Chart or table, the choice of series, the guide, and the downloads. */
import { Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { BenchCell } from '../../../protocol/bench.ts'
import { type CostAxis, type CostSeries, csvOf, seriesOf, size, stopsOf } from '../../model/cost.ts'
import { PUBLISHED, PUBLISHED_WITHOUT_SIZE } from '../../model/published.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useLanguage } from '../../words/language.ts'
import { Chart } from './Chart.tsx'
import '../../views/Cost/cost.css'
import { useChartWidth } from '../../views/Cost/useChartWidth.ts'
import { useCostWords } from '../../words/costWords.ts'
import { ChartLegend } from './ChartLegend.tsx'
import { CostTable } from './CostTable.tsx'
import { savePng, saveText, svgText } from './download.ts'

/** Strategies that do not touch memory cost the same with huge pages, so they start hidden there. */
const hiddenAtFirst = ({ pages, source, strategy }: CostSeries): boolean => pages === 'huge' && source === 'ours' && strategy !== 'fork'

export function Explorer({ cells }: { cells: readonly BenchCell[] }) {
  const words = useCostWords()
  const language = useLanguage()
  const [axis, setAxis] = useState<CostAxis>('memory')
  const [show, setShow] = useState<'chart' | 'table'>('chart')
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [published, setPublished] = useState(false)
  const [wanted, setWanted] = useState<number>()
  const [lit, setLit] = useState<string>()
  const [frame, width] = useChartWidth<HTMLDivElement>(900)
  const svg = useRef<SVGSVGElement>(null)
  const series = useMemo(() => seriesOf(cells, axis), [cells, axis])
  const hidden = new Set(series.flatMap((one) => (hiddenAtFirst(one) === toggled.has(one.key) ? [] : [one.key])))
  const shown = series.filter(({ key }) => !hidden.has(key))
  const stops = useMemo(() => stopsOf(series, axis), [series, axis])
  const stop = wanted !== undefined && stops.includes(wanted) ? wanted : stops.at(-1)

  const toggle = (key: string): void => {
    const next = new Set(toggled)
    if (!next.delete(key)) next.add(key)
    setToggled(next)
  }
  return (
    <section className="cost-explorer">
      <div className="cost-tools">
        <Toggle
          label={words.axis.label}
          value={axis}
          onChange={setAxis}
          options={[
            { value: 'memory', label: words.axis.memory },
            { value: 'threads', label: words.axis.threads },
          ]}
        />
        <Toggle
          label={words.show.label}
          value={show}
          onChange={setShow}
          options={[
            { value: 'chart', label: words.show.chart },
            { value: 'table', label: words.show.table },
          ]}
        />
        <button type="button" className="button" aria-pressed={published} disabled={axis === 'threads'} onClick={() => setPublished(!published)}>
          {words.published}
        </button>
        <span className="cost-downloads">
          <Download aria-hidden="true" />
          <span className="visually-hidden">{words.download}</span>
          <button
            type="button"
            className="button"
            onClick={() => svg.current && saveText('spawnscope-cost.svg', 'image/svg+xml', svgText(svg.current))}
            disabled={show === 'table'}
          >
            SVG
          </button>
          <button type="button" className="button" onClick={() => svg.current && void savePng('spawnscope-cost.png', svg.current)} disabled={show === 'table'}>
            PNG
          </button>
          <button type="button" className="button" onClick={() => saveText('spawnscope-cost.csv', 'text/csv', csvOf(cells))}>
            CSV
          </button>
        </span>
      </div>
      {show === 'table' && <CostTable cells={cells} />}
      {show === 'chart' && series.length === 0 && <p className="alert">{words.notMeasured}</p>}
      {show === 'chart' && series.length > 0 && (
        <div className="cost-figure">
          <div ref={frame} className="cost-frame">
            <Chart
              svg={svg}
              width={width}
              axis={axis}
              series={shown}
              published={published ? PUBLISHED : []}
              stop={stop}
              stops={stops}
              onStop={setWanted}
              lit={lit}
              onLit={setLit}
            />
            {stop !== undefined && (
              <label className="cost-stop">
                <span>
                  {words.at[axis]}
                  <Colon />
                  <output>{axis === 'memory' ? size(stop, language) : stop}</output>
                </span>
                <input
                  type="range"
                  className="slider"
                  min={0}
                  max={stops.length - 1}
                  value={stops.indexOf(stop)}
                  aria-valuetext={axis === 'memory' ? size(stop, language) : String(stop)}
                  style={{ '--filled': `${(100 * stops.indexOf(stop)) / Math.max(1, stops.length - 1)}%` } as React.CSSProperties}
                  onChange={(event) => setWanted(stops[Number(event.target.value)])}
                />
              </label>
            )}
          </div>
          <ChartLegend series={series} axis={axis} stop={stop} hidden={hidden} onToggle={toggle} onLit={setLit} />
        </div>
      )}
      {published && (
        <aside className="panel cost-cited">
          <p>{words.publishedNote}</p>
          <ul>
            {PUBLISHED.map(({ id, cite, url, points }) => (
              <li key={id}>
                <a href={url} rel="noreferrer">
                  {cite}
                </a>
                <Colon />
                {points.map(({ label, memory_mb }) => `${label}, ${size(memory_mb, language)}`).join('; ')}
              </li>
            ))}
          </ul>
          <p>{words.publishedOther}</p>
          <ul>
            {PUBLISHED_WITHOUT_SIZE.map(({ cite, figure }) => (
              <li key={cite}>
                {cite}
                <Colon />
                {figure}
              </li>
            ))}
          </ul>
        </aside>
      )}
    </section>
  )
}
