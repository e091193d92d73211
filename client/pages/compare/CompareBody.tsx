/** Compare, once there is something to show: one run leads, the others follow phase by phase. */
import { Play } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { offerMoment } from '../../class/offeredMoment.ts'
import { catalogTexts, hasExperiment } from '../../content/catalogWords.ts'
import { CopyLink } from '../../figures/CopyLink.tsx'
import { ExportMenu } from '../../figures/ExportMenu.tsx'
import { fileName } from '../../figures/fileName.ts'
import { signalsOf } from '../../figures/signalsOf.ts'
import { ranCommand } from '../../model/command.ts'
import { helloOf } from '../../model/helloOf.ts'
import { type ColumnChoice, type LinkState, linkOf, type SharedSettings, storedColumn } from '../../model/link.ts'
import { codeBehind } from '../../model/realProgram.ts'
import { stalenessOf } from '../../model/staleRun.ts'
import type { RunLog } from '../../store/runLog.ts'
import { storyOf } from '../../store/storyOf.ts'
import { useFigures } from '../../store/useFigures.ts'
import { Later } from '../../ui/Later.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { takesKey } from '../../ui/takesKey.ts'
import { useLanguage } from '../../words/language.ts'
import { useLoaded } from '../../words/messageGroup.ts'
import { useMessages } from '../../words/messages.ts'
import type { LatestRuns } from './latestRuns.ts'
import { RunSource, startedBy } from './RunSource.tsx'
import type { Runs } from './useColumns.ts'
import { useTour } from './useTour.ts'
import '../../styles/textPage.css'
import { NearestOffer } from '../../figures/NearestOffer.tsx'
import { Stage } from '../../figures/Stage.tsx'
import { RunNowContext, StaleFigure } from '../../figures/StaleFigure.tsx'
import { titleOf } from '../../figures/titleOf.ts'

/** After the stage, which orders its own parts. */
const BELOW = 5
/** It is for runs that last, and none runs before the first figure. */
const CancelRuns = latePart(async () => (await import('../../figures/CancelRuns.tsx')).CancelRuns)
/** Below the first figure, so its code loads after it. */
const SideBySide = latePart(async () => (await import('./SideBySide.tsx')).SideBySide)

interface CompareBodyProps {
  catalog: Catalog
  /** Begins to play when it opens. */
  playsItself: boolean
  columns: readonly ColumnChoice[]
  logs: readonly RunLog[]
  latest: LatestRuns
  /** For each run, the page's settings when it was asked for. */
  askedFor: readonly SharedSettings[]
  settings: SharedSettings
  root: boolean
  focus: number
  at: number | undefined
  runs: Runs
  canRun: boolean
  /** There is no server, so runs are played from recordings. */
  recorded: boolean
  /** Runs all columns. Resolves to the runs once they can be drawn; to null if something else was asked for meanwhile. */
  onRun: () => Promise<readonly RunLog[] | null>
  onCancel: () => void
  onChange: (part: Partial<LinkState>) => void
}

export function CompareBody({
  catalog,
  playsItself,
  columns,
  logs,
  latest: latestRuns,
  askedFor,
  settings,
  root,
  focus,
  at,
  runs,
  canRun,
  recorded,
  onRun,
  onCancel,
  onChange,
}: CompareBodyProps) {
  const words = useMessages()
  const language = useLanguage()
  // Titles of experiments are translated; those of strategies are names.
  useLoaded(catalogTexts, hasExperiment(columns, catalog))
  // The title of a stored run is in its first event, which arrives later than the column.
  const heads = logs.map(({ events }) => events.length > 0).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: logs grow in place.
  const titles = useMemo(
    () => columns.map((column, n) => titleOf(column, logs[n]?.events ?? [], catalog, words.realProgram, language)),
    [columns, logs, catalog, heads, words, language],
  )
  const going = useRef(0)
  const tour = useTour(
    playsItself,
    () => going.current > 0,
    (seq) => onChange({ at: seq, focus }),
  )
  const { on: touring, take } = tour
  const onAt = useCallback(
    (seq: number, run: number) => (touring && run === focus ? take(seq) : onChange({ at: seq, focus: run })),
    [touring, take, focus, onChange],
  )
  const opensAt = playsItself ? 'first' : 'poster'
  const figures = useFigures({ titles, logs, focus, at: touring ? (tour.at ?? at) : at, opensAt, onAt })
  const leader = figures[focus]
  const asked = useMemo(() => [...new Set(['PIPE', ...signalsOf(settings)])], [settings])

  const hellos = logs.map(({ events }) => helloOf(events))
  const stalenesses = columns.map((column, n) => stalenessOf({ hello: hellos[n], column, settings, asked: askedFor[n] ?? settings }, catalog))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same array as long as it says the same.
  const stale = useMemo(() => stalenesses, [stalenesses.join()])
  const ranOf = (n: number): string | undefined => hellos[n] && ranCommand(hellos[n].argv)

  const [ran, setRan] = useState<{ logs: readonly RunLog[]; started: number }>()
  const run = async (): Promise<void> => {
    going.current += 1
    const made = await onRun().finally(() => {
      going.current -= 1
    })
    if (!made) return
    setRan({ logs: made, started: startedBy(made) })
    // What has just been run is shown from its beginning, drawn together with it.
    const { focus: leads, tour: now } = latest.current
    const first = made[leads] && storyOf(made[leads]).steps[0]?.seq
    if (!now.begin(first) && first !== undefined) onChange({ at: first, focus: leads })
  }
  const ranHere = ran?.logs.every((log, n) => log === logs[n]) ? ran : undefined

  const stored = (): string | null => {
    const shown = columns.map((column, n) => (logs[n]?.source === 'live' && logs[n].recording !== null ? storedColumn(logs[n].recording) : column))
    return shown.every((column, n) => column === columns[n]) ? null : linkOf({ columns: shown, settings, focus, ...(at !== undefined && { at }) })
  }
  const storedNow = useRef(stored)
  storedNow.current = stored
  useEffect(() => offerMoment(() => storedNow.current()), [])

  const lead = (run: number): void => {
    tour.drop()
    const figure = figures[run]
    const step = figure?.story.steps[figure.cursor]
    onChange({ focus: run, ...(step && { at: step.seq }) })
  }
  const latest = useRef({ lead, run, focus, tour, canRun })
  latest.current = { lead, run, focus, tour, canRun: canRun && runs !== 'running' }
  const onLead = useCallback((n: number) => latest.current.lead(n), [])
  const runNow = useMemo(() => (canRun && runs !== 'running' ? () => void latest.current.run() : undefined), [canRun, runs])
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (takesKey(event)) return
      if (/^[1-6]$/.test(event.key)) latest.current.lead(Number(event.key) - 1)
      if (event.key === 'r' && latest.current.canRun) void latest.current.run()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  if (!leader) return null
  return (
    <RunNowContext value={runNow}>
      <div className="compare-lead">
        <Toggle
          label={words.leader}
          value={String(focus)}
          onChange={(run) => lead(Number(run))}
          options={titles.map((title, n) => ({ value: String(n), label: title.split(': ')[0] ?? title, name: true }))}
        />
        <RunSource log={logs[focus]} started={ranHere?.started ?? null} />
        <span className="spacer" />
        <CopyLink embed={{ state: { columns: [...columns], settings, focus, ...(at !== undefined && { at }) }, title: leader.title }} />
        <ExportMenu name={fileName(leader.title)} title={leader.title} events={() => logs[focus]?.events ?? []} />
        <button
          type="button"
          className="button"
          data-tone={playsItself ? undefined : 'primary'}
          disabled={!canRun || runs === 'running'}
          onClick={() => void run()}
        >
          <Play aria-hidden="true" /> {recorded ? words.playAll : words.runAll}
        </button>
        {runs === 'running' && <CancelRuns running onCancel={onCancel} />}
      </div>
      {columns.map((column, n) => {
        const refused = logs[n]?.refusal?.code === 'not_recorded' && column.specimen === undefined
        return refused && <NearestOffer key={n} wanted={{ ...settings, ...column }} catalog={catalog} />
      })}
      <StaleFigure is={stale[focus] ?? 'no'} shown={ranOf(focus)}>
        <Stage figure={leader} strategy={codeBehind(columns[focus] ?? { strategy: '' }, hellos[focus])} catalog={catalog} asked={asked} tour={tour.tour} />
      </StaleFigure>

      <Later order={BELOW}>
        <SideBySide {...{ catalog, columns, logs, figures, titles, settings, root, focus, asked, stale, onChange, onLead }} latest={latestRuns} />
      </Later>
    </RunNowContext>
  )
}
