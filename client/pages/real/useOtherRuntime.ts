/** The plain run of a language that is not re-created: the recorded one at once, a live one on request. */
import { useCallback, useEffect, useState } from 'react'
import type { Refusal } from '../../../protocol/errors.ts'
import { recordedName } from '../../model/realProgram.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { recordedReal } from '../../runs/recordedReal.ts'
import { spawnLog } from '../../runs/spawnLog.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { RunLog } from '../../store/runLog.ts'

interface OtherRun {
  id: string
  /** The name from the recording or from this server: "Perl 5.36.0". */
  title: string
  live: boolean
  log: RunLog
}

interface OtherRuntime {
  shown: OtherRun | null
  running: boolean
  /** Why the last live run shows nothing. */
  refusal: Refusal | null
  runHere: (title: string) => Promise<void>
}

export function useOtherRuntime(id: string, capabilities: Capabilities): OtherRuntime {
  const { source } = capabilities
  const { run } = useOwnRuns(capabilities)
  const [shown, setShown] = useState<OtherRun | null>(null)
  const [running, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  useEffect(() => {
    let gone = false
    void recordedReal(id, 'plain').then((found) => {
      if (!found || gone) return
      setShown({ id, title: recordedName(found.log.events) ?? id, live: false, log: found.log })
    })
    return () => {
      gone = true
    }
  }, [id])

  const runHere = useCallback(
    async (title: string): Promise<void> => {
      setRunning(true)
      const log = new RunLog(source, drawPace)
      await run({ strategy: id, specimen: 'plain' }, log)
      setRunning(false)
      setRefusal(log.refusal)
      // Show the spawn only: Java has a dozen threads, and what they do meanwhile is another story.
      const spawn = spawnLog(log, id)
      if (spawn) setShown({ id, title, live: true, log: spawn })
    },
    [id, run, source],
  )
  return { shown, running, refusal, runHere }
}
