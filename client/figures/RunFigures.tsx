/** Runs that belong together, under one cursor. Each has the requested figures; one leads, the others follow. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import { leavesGroup } from '../model/jobs.ts'
import type { RunLog } from '../store/runLog.ts'
import { useFigures } from '../store/useFigures.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import { Findings } from '../views/Findings/Findings.tsx'
import { Memory } from '../views/Memory/Memory.tsx'
import { Moments } from '../views/Moments/Moments.tsx'
import { Passport } from '../views/Passport/Passport.tsx'
import { Stepper } from '../views/Stepper/Stepper.tsx'
import { CommonLegend } from '../views/Timeline/CommonLegend.tsx'
import { Timeline } from '../views/Timeline/Timeline.tsx'
import { Transcript } from '../views/Transcript/Transcript.tsx'
import { useTeachingWords } from '../words/teachingWords.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { fileName } from './fileName.ts'
import './runFigures.css'

export type ShownFigure = 'timeline' | 'passport' | 'memory' | 'findings'

/** An event of one of the runs. */
export interface Jump {
  run: number
  seq: number
}

interface RunFiguresProps {
  titles: readonly string[]
  logs: readonly RunLog[]
  show: readonly ShownFigure[]
  catalog: Catalog
  /** Signals with a row of their own in the passport. */
  asked: readonly string[]
  /** Where the cursor starts: an event of the first run. */
  at?: number | undefined
  /** A place that the reader asked for. Each new object moves the cursor, even to where it was before. */
  jump?: Jump | undefined
  /** Everything on one screen: one kind of figure at a time, chosen by tabs. */
  compact?: boolean
  /** Placed at the end, beside the transcript. */
  children?: ReactNode
}

export function RunFigures({ titles, logs, show, catalog, asked, at, jump, compact = false, children }: RunFiguresProps) {
  const words = useTeachingWords()
  const [chosen, setChosen] = useState<ShownFigure | undefined>(show[0])
  const view = chosen !== undefined && show.includes(chosen) ? chosen : show[0]
  const shows = (one: ShownFigure): boolean => show.includes(one) && (!compact || one === view)
  const [place, setPlace] = useState<Place>(() => placeOf(at, jump, logs))
  // Another event or other runs to show: move the cursor there. A run that joins the others moves nothing: the reader may be stepping.
  const other = place.logs.some((log, n) => logs[n] !== log)
  if (!other && place.logs.length !== logs.length) setPlace({ ...place, logs })
  else if (jump && place.jump !== jump) setPlace(placeOf(at, jump, logs))
  else if (other || place.given !== at) setPlace({ focus: other ? 0 : place.focus, at, given: at, jump, logs })
  const onAt = useCallback((seq: number, focus: number) => setPlace((before) => ({ ...before, at: seq, focus })), [])
  const figures = useFigures({ titles, logs, focus: place.focus, at: place.at, onAt })
  const lead = (run: number): void => setPlace((before) => ({ ...before, focus: run, at: undefined }))
  const jobs = logs.some(({ events }) => leavesGroup(events))
  const leader = figures[place.focus] ?? figures[0]
  const whole = useRef<HTMLDivElement>(null)
  // Whoever asks for a place in the run is taken there.
  useEffect(() => {
    if (!jump) return
    whole.current?.scrollIntoView({ block: 'start' })
    whole.current?.focus({ preventScroll: true })
  }, [jump])
  if (!leader) return null
  return (
    <div ref={whole} tabIndex={-1} className="run-figures" data-fills data-compact={compact} data-wide={logs.length > 1}>
      {!compact && figures.length > 1 && (
        <Toggle
          label={words.leader}
          value={String(place.focus)}
          onChange={(run) => lead(Number(run))}
          options={titles.map((title, n) => ({ value: String(n), label: title, name: true }))}
        />
      )}
      <Stepper figure={leader} keys>
        {compact && show.length > 1 && view && (
          <Toggle label={words.figures.label} value={view} onChange={setChosen} options={show.map((one) => ({ value: one, label: words.figures[one] }))} />
        )}
      </Stepper>
      <Moments figure={leader} />
      <div className="run-figures-columns" data-runs={figures.length} data-view={compact ? view : undefined}>
        {figures.map((figure, n) => {
          const leads = figure === leader
          const head = (
            <h3 translate="no">
              {compact && figures.length > 1 ? (
                <button type="button" className="run-leads" aria-pressed={leads} title={words.leader} onClick={() => lead(n)}>
                  {figure.title}
                </button>
              ) : (
                figure.title
              )}
            </h3>
          )
          // Both have their own row for it, with their buttons.
          const within = compact && (shows('timeline') || shows('passport'))
          return (
            <section key={n} className="panel" aria-label={figure.title} data-leads={leads}>
              {!within && head}
              <Boundary of={figure}>
                {shows('findings') && <Findings figure={figure} />}
                {shows('timeline') && (compact ? <Timeline figure={figure} size="slide" head={head} /> : <Timeline figure={figure} />)}
                {shows('memory') && <Memory figure={figure} />}
                {shows('passport') && <Passport figure={figure} signals={catalog.signals} asked={asked} head={compact ? head : undefined} jobs={jobs} />}
              </Boundary>
            </section>
          )
        })}
      </div>
      {compact && shows('timeline') && <CommonLegend figures={figures} />}
      <div className="run-figures-end">
        <Transcript figure={leader} />
        <ExportMenu name={fileName(leader.title)} title={leader.title} events={() => logs[place.focus]?.events ?? []} />
        {children}
      </div>
    </div>
  )
}

/** Where the cursor is, and what it was asked for. */
interface Place {
  focus: number
  at: number | undefined
  given: number | undefined
  jump: Jump | undefined
  logs: readonly RunLog[]
}

function placeOf(at: number | undefined, jump: Jump | undefined, logs: readonly RunLog[]): Place {
  return { focus: jump?.run ?? 0, at: jump?.seq ?? at, given: at, jump, logs }
}
