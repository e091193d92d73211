/** One run that was made before; nothing is started for it. */
import { useEffect, useState } from 'react'
import { type ColumnChoice, columnWord, type SharedSettings } from '../model/link.ts'
import { RunLog } from '../store/runLog.ts'
import { fill } from './fill.ts'
import { useLaboratory } from './laboratory.ts'
import { nextFrame } from './nextFrame.ts'

/** `missing`: nothing is stored for that choice. */
export function useStoredRun(column: ColumnChoice, settings: SharedSettings): { log: RunLog | null; missing: boolean } {
  const { outside } = useLaboratory()
  const [run, setRun] = useState<{ log: RunLog | null; missing: boolean }>({ log: null, missing: false })
  const word = columnWord(column)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the word says when the choice has changed.
  useEffect(() => {
    let gone = false
    const log = new RunLog('recorded', nextFrame)
    setRun({ log, missing: false })
    void fill(column, settings, log, outside).then((filled) => {
      if (!filled && !gone) setRun({ log, missing: true })
    })
    return () => {
      gone = true
    }
  }, [word])
  return run
}
