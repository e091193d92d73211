/** The runs of the columns: a recorded one at once, a live one when it is asked for or where none was recorded. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ColumnChoice, columnWord, type SharedSettings } from '../../model/link.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { fill } from '../../runs/fill.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import { RunLog } from '../../store/runLog.ts'
import { turnsAreOver } from '../../ui/turns.ts'

export type Runs = 'idle' | 'running' | 'ended'

export interface Columns {
  logs: readonly RunLog[]
  /** The recorded runs that the page opens with are read: there is something to draw. */
  ready: boolean
  runs: Runs
  runAll: () => Promise<void>
  cancel: () => void
}

interface Shown {
  /** The column's choice in a word: as long as it stands, its run is kept. */
  word: string
  log: RunLog
}

export function useColumns(columns: readonly ColumnChoice[], settings: SharedSettings, capabilities: Capabilities): Columns {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const [runs, setRuns] = useState<Runs>('idle')
  /** Words of columns that nothing was recorded for. */
  const [lacking, setLacking] = useState<readonly string[]>([])
  // Later changes of page find all that was drawn before, as high as it was: only the first waits.
  const [ready, setReady] = useState(turnsAreOver)
  const words = columns.map(columnWord)
  const current = useRef(shown)
  const { run, cancel, canRun, source, outside } = capabilities

  const show = useCallback((next: readonly Shown[]): void => {
    current.current = next
    setShown(next)
  }, [])

  const runThese = useCallback(
    async (which: (column: ColumnChoice) => boolean): Promise<void> => {
      const chosen = columns.map((column) => column.recording === undefined && which(column))
      setRuns('running')
      const next = columns.map((column, at): Shown => {
        const kept = current.current[at]
        return chosen[at] || !kept ? { word: columnWord(column), log: new RunLog(source, nextFrame) } : kept
      })
      show(next)
      for (const [at, column] of columns.entries()) {
        const { strategy, edition, set, specimen } = column
        const log = next[at]?.log
        if (!chosen[at] || !log) continue
        if (specimen === undefined) await run({ ...settings, strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }, log)
        else {
          // What is shown is cut out of the whole run, so it comes when that is over.
          const real = await (await import('../../runs/realColumn.ts')).runReal(column, settings, { run, source })
          show(current.current.map((one) => (one.log === log ? { ...one, log: real } : one)))
        }
      }
      setRuns('ended')
    },
    [columns, settings, run, source, show],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words say when the columns have changed.
  useEffect(() => {
    const before = current.current
    const first: Promise<void>[] = []
    show(
      columns.map((column, at) => {
        const word = columnWord(column)
        const kept = before[at]?.word === word ? before[at] : before.find((other) => other.word === word)
        if (kept) return kept
        const log = new RunLog('recorded', nextFrame)
        const filled = fill(column, settings, log, outside).then((found) => {
          if (!found) setLacking((others) => [...others, word])
        })
        // A run that was kept may be long, and far away.
        if (column.recording === undefined) first.push(filled)
        return { word, log }
      }),
    )
    // After the logs have told their readers: what is drawn first need not be drawn again.
    void Promise.all(first).finally(() => nextFrame(() => startTransition(() => setReady(true))))
  }, [words.join(' ')])

  useEffect(() => {
    if (!canRun || runs === 'running' || !lacking.some((word) => current.current.some((one) => one.word === word))) return
    setLacking([])
    void runThese((column) => lacking.includes(columnWord(column)))
  }, [lacking, canRun, runs, runThese])

  const runAll = useCallback(() => runThese(() => true), [runThese])
  // The same list as long as its runs are the same: views remember what they counted from it.
  const logs = useMemo(() => shown.map(({ log }) => log), [shown])
  return { logs, ready, runs, runAll, cancel }
}
