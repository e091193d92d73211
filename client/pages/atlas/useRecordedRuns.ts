/** The recorded runs of some rows of the atlas, each as a log that is complete. */
import { useEffect, useState } from 'react'
import { recordedRow } from '../../content/atlas.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { RunLog } from '../../store/runLog.ts'
import { playRecording } from '../../transport/playRecording.ts'

/** By the id of the row. `coming` until all have come; `missing` if one of them could not be fetched. */
export type RecordedRuns = { is: 'coming' } | { is: 'missing' } | { is: 'here'; logs: ReadonlyMap<string, RunLog> }

/** `rows` must stay the same array. A row without this run has no log. */
export function useRecordedRuns(rows: readonly string[], run: string): RecordedRuns {
  const key = `${rows.join(' ')} ${run}`
  const [found, setFound] = useState<{ key: string; runs: RecordedRuns }>()
  useEffect(() => {
    let gone = false
    const tell = (runs: RecordedRuns): void => {
      if (!gone) setFound({ key, runs })
    }
    Promise.all(rows.map((id) => logOf(id, run))).then(
      (logs) => tell({ is: 'here', logs: new Map(rows.flatMap((id, at): [string, RunLog][] => wrapped(id, logs[at]))) }),
      () => tell({ is: 'missing' }),
    )
    return () => {
      gone = true
    }
  }, [rows, run, key])
  // A cell that was opened since must not show the runs of the one before.
  return found?.key === key ? found.runs : { is: 'coming' }
}

const wrapped = (id: string, log: RunLog | undefined): [string, RunLog][] => (log ? [[id, log]] : [])

async function logOf(id: string, run: string): Promise<RunLog | undefined> {
  const ndjson = (await recordedRow(id)).get(run)
  if (ndjson === undefined) return undefined
  const log = new RunLog('recorded', drawPace)
  await playRecording(ndjson, log)
  return log
}
