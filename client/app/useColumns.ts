/** The runs of the columns: a recorded one at once, a live one when it is asked for. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { recordingOf } from '../content/bundled.ts'
import { type ColumnChoice, columnWord, type SharedSettings } from '../model/link.ts'
import { RunLog } from '../store/runLog.ts'
import { playRecording } from '../transport/recorded.ts'
import { fetchRecording } from '../transport/stored.ts'
import type { Laboratory } from './laboratory.ts'
import { nextFrame } from './nextFrame.ts'

export type Runs = 'idle' | 'running' | 'ended'

export interface Columns {
  logs: readonly RunLog[]
  runs: Runs
  runAll: (settings: SharedSettings) => Promise<void>
  cancel: () => void
}

/** A column keeps its run as long as its choice stands. */
export function useColumns(columns: readonly ColumnChoice[], laboratory: Laboratory): Columns {
  const [shown, setShown] = useState<{ word: string; log: RunLog }[]>([])
  const [runs, setRuns] = useState<Runs>('idle')
  const words = columns.map(columnWord).join(' ')
  const current = useRef(shown)
  const { run, cancel } = laboratory

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words say when the columns have changed.
  useEffect(() => {
    const before = current.current
    const after = columns.map((column, at) => {
      const word = columnWord(column)
      const kept = before[at]?.word === word ? before[at] : before.find((other) => other.word === word)
      if (kept) return kept
      const log = new RunLog('recorded', nextFrame)
      void fill(column, log)
      return { word, log }
    })
    current.current = after
    setShown(after)
  }, [words])

  const runAll = useCallback(
    async (settings: SharedSettings): Promise<void> => {
      setRuns('running')
      const fresh = columns.map((column, at) => {
        const log = column.recording === undefined ? new RunLog('live', nextFrame) : (current.current[at]?.log ?? new RunLog('recorded', nextFrame))
        return { word: columnWord(column), log }
      })
      current.current = fresh
      setShown(fresh)
      for (const [at, { strategy, edition, set, recording }] of columns.entries()) {
        const log = fresh[at]?.log
        if (recording !== undefined || !log) continue
        await run({ ...settings, strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }, log)
      }
      setRuns('ended')
    },
    [columns, run],
  )

  return { logs: shown.map(({ log }) => log), runs, runAll, cancel }
}

/** A run stored by the server, or the one that ships with the page where it is of the edition asked for. */
async function fill({ strategy, edition, set, recording }: ColumnChoice, log: RunLog): Promise<void> {
  if (recording !== undefined) return fetchRecording(recording, log)
  const ndjson = set === undefined ? await recordingOf(strategy) : undefined
  if (ndjson && (edition === undefined || ndjson.includes(`"edition":"${edition}"`))) playRecording(ndjson, log)
}
