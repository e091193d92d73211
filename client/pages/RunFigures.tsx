/** Runs that belong together, under one cursor: each has the figures asked for; one leads, the others follow. */
import { useCallback, useMemo, useState } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import type { RunLog } from '../store/runLog.ts'
import { useFigures } from '../store/useFigures.ts'
import { Toggle } from '../ui/Toggle.tsx'
import { useTeachingWords } from '../ui/teachingWords.ts'
import { Findings } from '../views/Findings/Findings.tsx'
import { Memory } from '../views/Memory/Memory.tsx'
import { Passport } from '../views/Passport/Passport.tsx'
import { Stepper } from '../views/Stepper/Stepper.tsx'
import { Timeline } from '../views/Timeline/Timeline.tsx'
import { Transcript } from '../views/Transcript/Transcript.tsx'
import './runFigures.css'

export type Shown = 'timeline' | 'passport' | 'memory' | 'findings'

interface RunFiguresProps {
  titles: readonly string[]
  logs: readonly RunLog[]
  show: readonly Shown[]
  catalog: Catalog
  /** Signals with a row of their own in the passport. */
  asked: readonly string[]
  /** Where the cursor begins: an event of the first run. */
  at?: number | undefined
  /** All of it on one screen: one kind of figure at a time, chosen by tabs. */
  compact?: boolean
}

export function RunFigures({ titles, logs, show, catalog, asked, at, compact = false }: RunFiguresProps) {
  const words = useTeachingWords()
  const [chosen, setChosen] = useState<Shown | undefined>(show[0])
  const view = chosen !== undefined && show.includes(chosen) ? chosen : show[0]
  const shows = (one: Shown): boolean => show.includes(one) && (!compact || one === view)
  const [place, setPlace] = useState<{ focus: number; at: number | undefined; given: number | undefined; logs: readonly RunLog[] }>({
    focus: 0,
    at,
    given: at,
    logs,
  })
  // Another event is to be shown, or there are other runs: begin there.
  const other = place.logs.length !== logs.length || logs.some((log, n) => place.logs[n] !== log)
  if (other || place.given !== at) setPlace({ focus: other ? 0 : place.focus, at, given: at, logs })
  const onAt = useCallback((seq: number, focus: number) => setPlace((before) => ({ ...before, at: seq, focus })), [])
  const figures = useFigures({ titles, logs, focus: place.focus, at: place.at, onAt })
  const signals = useMemo(() => [...new Set(['PIPE', ...asked])], [asked])
  const leader = figures[place.focus] ?? figures[0]
  if (!leader) return null
  return (
    <div className="run-figures" data-compact={compact} data-wide={logs.length > 1}>
      <div className="run-figures-tools">
        {figures.length > 1 && (
          <Toggle
            label={words.leader}
            value={String(place.focus)}
            onChange={(run) => setPlace((before) => ({ ...before, focus: Number(run), at: undefined }))}
            options={titles.map((title, n) => ({ value: String(n), label: title }))}
          />
        )}
        {compact && show.length > 1 && view && (
          <Toggle label={words.figures.label} value={view} onChange={setChosen} options={show.map((one) => ({ value: one, label: words.figures[one] }))} />
        )}
      </div>
      <Stepper figure={leader} keys />
      <div className="run-figures-columns" data-runs={figures.length}>
        {figures.map((figure, n) => (
          <section key={n} className="panel" aria-label={figure.title} data-leads={figure === leader}>
            <h3>{figure.title}</h3>
            {shows('findings') && <Findings figure={figure} />}
            {shows('timeline') && <Timeline figure={figure} />}
            {shows('memory') && <Memory figure={figure} />}
            {shows('passport') && <Passport figure={figure} signals={catalog.signals} asked={signals} />}
          </section>
        ))}
      </div>
      <Transcript figure={leader} />
    </div>
  )
}
