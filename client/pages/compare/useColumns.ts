/** The runs of the columns: a recorded one at once, a live one when it is asked for or where none was recorded. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ColumnChoice, columnWord, type SharedSettings } from '../../model/link.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { fill } from '../../runs/fill.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import { RunLog } from '../../store/runLog.ts'
import { CONNECTION_LOST } from '../../transport/connectionLost.ts'
import { turnsAreOver } from '../../ui/turns.ts'
import { asked, chosen, replaced, type Shown, stands } from './columnRuns.ts'

export type Runs = 'idle' | 'running' | 'ended'

export interface Columns {
  logs: readonly RunLog[]
  /** The recorded runs that the page opens with are read: there is something to draw. */
  ready: boolean
  runs: Runs
  runAll: () => Promise<void>
  cancel: () => void
}

export function useColumns(columns: readonly ColumnChoice[], settings: SharedSettings, capabilities: Capabilities): Columns {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const [runs, setRuns] = useState<Runs>('idle')
  /** Logs that nothing was recorded for. */
  const [lacking, setLacking] = useState<readonly RunLog[]>([])
  // Later changes of page find all that was drawn before, as high as it was: only the first waits.
  const [ready, setReady] = useState(turnsAreOver)
  const words = columns.map(columnWord)
  const current = useRef(shown)
  /** The runs under way, one after the other; not wanted once they were cancelled, or others were asked for. */
  const going = useRef<{ wanted: boolean } | null>(null)
  const { run, cancel: end, canRun, source, outside } = capabilities

  const show = useCallback((next: readonly Shown[]): void => {
    current.current = next
    setShown(next)
  }, [])

  const runColumn = useCallback(
    async (column: ColumnChoice, log: RunLog): Promise<void> => {
      const { strategy, edition, set, specimen } = column
      if (specimen === undefined) return run({ ...settings, strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }, log)
      // What is shown is cut out of the whole run, so it comes when that is over.
      const real = await (await import('../../runs/realColumn.ts')).runReal(column, settings, { run, source })
      show(replaced(current.current, log, real))
    },
    [settings, run, source, show],
  )

  const runThese = useCallback(
    async (wanted: (log: RunLog | undefined) => boolean): Promise<void> => {
      if (going.current) going.current.wanted = false
      const mine = { wanted: true }
      going.current = mine
      setRuns('running')
      const next = asked(current.current, columns, wanted, () => new RunLog(source, nextFrame))
      show(next.shown)
      for (const { column, log } of next.toRun) {
        // Who waits behind a run that was cancelled is dropped with it.
        if (!mine.wanted) log.finish('cancelled', null)
        // The column may have been changed, or taken away, before its turn came.
        else if (stands(current.current, log)) await runColumn(column, log).catch(() => log.finish('failed', CONNECTION_LOST))
      }
      if (going.current !== mine) return
      going.current = null
      setRuns('ended')
    },
    [columns, runColumn, source, show],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words say when the columns have changed.
  useEffect(() => {
    const first: Promise<void>[] = []
    const next = chosen(current.current, columns, () => new RunLog('recorded', nextFrame))
    show(next.shown)
    for (const { at, log } of next.empty) {
      const column = columns[at]
      if (!column) continue
      const filled = fill(column, settings, log, outside)
        // What cannot be fetched is as if it had not been recorded.
        .catch(() => false)
        .then((found) => {
          if (!found) setLacking((others) => [...others, log])
        })
      // A run that was kept may be long, and far away.
      if (column.recording === undefined) first.push(filled)
    }
    // After the logs have told their readers: what is drawn first need not be drawn again.
    void Promise.all(first).finally(() => nextFrame(() => startTransition(() => setReady(true))))
  }, [words.join(' ')])

  useEffect(() => {
    if (!canRun || runs === 'running' || !lacking.some((log) => stands(current.current, log))) return
    setLacking([])
    void runThese((log) => log !== undefined && lacking.includes(log))
  }, [lacking, canRun, runs, runThese])

  const runAll = useCallback(() => runThese(() => true), [runThese])
  const cancel = useCallback(() => {
    if (!going.current) return
    going.current.wanted = false
    end()
  }, [end])
  // Nobody looks any more, and the next page waits for its turn.
  useEffect(() => cancel, [cancel])
  // The same list as long as its runs are the same: views remember what they counted from it.
  const logs = useMemo(() => shown.map(({ log }) => log), [shown])
  return { logs, ready, runs, runAll, cancel }
}
