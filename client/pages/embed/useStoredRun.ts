/** One run that was made before; this hook starts none. */
import { useEffect, useState } from 'react'
import { type ColumnChoice, columnWord, type SharedSettings } from '../../model/link.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { fill } from '../../runs/fill.ts'
import { RunLog } from '../../store/runLog.ts'

/** `missing`: nothing is stored for that choice. */
export function useStoredRun(column: ColumnChoice, settings: SharedSettings): { log: RunLog | null; missing: boolean } {
  const { outside } = useCapabilities()
  const [run, setRun] = useState<{ log: RunLog | null; missing: boolean }>({ log: null, missing: false })
  const word = columnWord(column)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the word changes when the choice does.
  useEffect(() => {
    let gone = false
    const log = new RunLog('recorded', drawPace)
    setRun({ log, missing: false })
    void fill(column, settings, log, outside, false).then((filled) => {
      if (!filled && !gone) setRun({ log, missing: true })
    })
    return () => {
      gone = true
    }
  }, [word])
  return run
}
