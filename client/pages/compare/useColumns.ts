/** The runs of the columns: recorded ones at once, live ones on request or where there is no recording. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { onTryAgain } from '../../content/fetchedOnce.ts'
import { type ColumnChoice, columnWord, type SharedSettings } from '../../model/link.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { fill } from '../../runs/fill.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import { orderOf, startRuns } from '../../runs/startRuns.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { useRunOrder } from '../../runs/useRunOrder.ts'
import { RunLog } from '../../store/runLog.ts'
import { CONNECTION_LOST } from '../../transport/connectionLost.ts'
import { turnsAreOver } from '../../ui/turns.ts'
import { asked, chosen, drawn, latestOf, replaced, type ShownRun, stands } from './columnRuns.ts'
import type { LatestRuns } from './latestRuns.ts'

export type Runs = 'idle' | 'running' | 'ended'

export interface Columns {
  /** What figures show. */
  logs: readonly RunLog[]
  latest: LatestRuns
  /** For each run, the page's settings when it was asked for. */
  askedFor: readonly SharedSettings[]
  /** The recorded runs that the page opens with have loaded, so there is something to draw. */
  ready: boolean
  runs: Runs
  /** Resolves to the runs once they can be drawn; to null if something else was asked for meanwhile, or the runs were cancelled. */
  runAll: () => Promise<readonly RunLog[] | null>
  cancel: () => void
}

export function useColumns(columns: readonly ColumnChoice[], settings: SharedSettings, capabilities: Capabilities): Columns {
  const [shown, setShown] = useState<readonly ShownRun[]>([])
  const [runs, setRuns] = useState<Runs>('idle')
  /** Logs without a recording. */
  const [lacking, setLacking] = useState<readonly RunLog[]>([])
  // Only the first page waits. Later page changes find everything drawn, so no height jumps.
  const [ready, setReady] = useState(turnsAreOver)
  const words = columns.map(columnWord)
  const current = useRef(shown)
  const figures = useRef(shown)
  const readers = useRef(new Set<() => void>())
  const [attempt, setAttempt] = useState(0)
  useEffect(() => onTryAgain(() => setAttempt((before) => before + 1)), [])
  /** The runs under way. A cancel or a newer request clears `wanted`. */
  const going = useRef<{ wanted: boolean } | null>(null)
  const { canRun, source, outside } = capabilities
  const { run, cancelAll } = useOwnRuns(capabilities)
  const [order] = useRunOrder()

  const show = useCallback((next: readonly ShownRun[]): void => {
    const before = figures.current
    current.current = next
    // A run that only begins changes no figure.
    if (next.length !== before.length || next.some(({ log, word }, n) => log !== before[n]?.log || word !== before[n].word)) {
      figures.current = next
      setShown(next)
    }
    for (const reader of [...readers.current]) reader()
  }, [])
  const latest = useMemo(
    (): LatestRuns => ({
      at: (column) => current.current[column] && latestOf(current.current[column]),
      subscribe: (reader) => {
        readers.current.add(reader)
        return () => readers.current.delete(reader)
      },
    }),
    [],
  )

  const runColumn = useCallback(
    async (column: ColumnChoice, log: RunLog): Promise<void> => {
      const { specimen } = column
      if (specimen === undefined) return run(settingsOf(column, settings), log)
      // We show an excerpt of the whole run, so it appears when the run is over.
      const real = await (await import('../../runs/realColumn.ts')).runReal(column, settings, { run, source })
      show(replaced(current.current, log, real))
    },
    [settings, run, source, show],
  )

  const runThese = useCallback(
    async (wanted: (log: RunLog | undefined) => boolean): Promise<readonly RunLog[] | null> => {
      if (going.current) going.current.wanted = false
      cancelAll()
      const mine = { wanted: true }
      going.current = mine
      const { shown: next, toRun } = asked(current.current, columns, settings, wanted, () => new RunLog(source, drawPace))
      const start = async ({ column, log }: (typeof toRun)[number]): Promise<void> => {
        // A cancel drops the runs that still wait.
        if (!mine.wanted) log.finish('cancelled', null)
        // The reader may have changed or removed the column before its turn.
        else if (stands(current.current, log)) await runColumn(column, log).catch(() => log.finish('failed', CONNECTION_LOST))
      }
      current.current = next
      const over = startRuns(
        toRun,
        orderOf(
          order,
          toRun.map(({ column }) => settingsOf(column, settings)),
        ),
        start,
        () => show(drawn(current.current)),
      )
      // The runs first: the server works while the page draws.
      setRuns('running')
      show(next)
      await over
      if (going.current !== mine) return null
      going.current = null
      setRuns('ended')
      return mine.wanted ? current.current.map(({ log }) => log) : null
    },
    [columns, settings, order, runColumn, cancelAll, source, show],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change when the columns do; each attempt fills what is missing.
  useEffect(() => {
    const first: Promise<void>[] = []
    const next = chosen(current.current, columns, settings, () => new RunLog('recorded', drawPace))
    show(next.shown)
    // What could not be fetched before may come now.
    const missed = next.shown.flatMap(({ log }, at) => (lacking.includes(log) && log.status === 'empty' ? [{ at, log }] : []))
    if (missed.length > 0) setLacking([])
    const toFill = [...next.empty, ...missed]
    for (const { at, log } of toFill) {
      const column = columns[at]
      if (!column) continue
      const filled = fill(column, settings, log, outside, toFill.length > 1)
        // A recording that cannot be fetched counts as missing.
        .catch(() => false)
        .then((found) => {
          if (!found) setLacking((others) => [...others, log])
        })
      // Do not wait for a stored run: it may be long, and far away.
      if (column.recording === undefined) first.push(filled)
    }
    // After the logs have notified their readers, so that the first drawing need not be repeated.
    void Promise.all(first).finally(() => nextFrame(() => startTransition(() => setReady(true))))
  }, [words.join(' '), attempt])

  useEffect(() => {
    if (!canRun || runs === 'running' || !lacking.some((log) => stands(current.current, log))) return
    setLacking([])
    void runThese((log) => log !== undefined && lacking.includes(log))
  }, [lacking, canRun, runs, runThese])

  const runAll = useCallback(() => runThese(() => true), [runThese])
  const cancel = useCallback(() => {
    if (!going.current) return
    going.current.wanted = false
    cancelAll()
  }, [cancelAll])
  // Nobody looks at this page any more, so what still waits for its turn does not begin.
  useEffect(() => cancel, [cancel])
  // The same array as long as the runs are the same, because views cache what they derive from it.
  const logs = useMemo(() => shown.map(({ log }) => log), [shown])
  const askedFor = useMemo(() => shown.map(({ asked: settingsThen }) => settingsThen), [shown])
  return { logs, latest, askedFor, ready, runs, runAll, cancel }
}

/** The settings of one column's run. */
function settingsOf({ strategy, edition, set }: ColumnChoice, settings: SharedSettings) {
  return { ...settings, strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }
}
