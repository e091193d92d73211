/** The plain run of a language that is not re-created: the recorded one at once, a live one when it is asked for. */
import { useCallback, useEffect, useState } from 'react'
import { runtimeRecording, runtimeSpecimen } from '../content/runtimes.ts'
import { phasedWindow } from '../model/likeness/phased.ts'
import { windowOf } from '../model/likeness/window.ts'
import { RunLog } from '../store/runLog.ts'
import { playRecording } from '../transport/recorded.ts'
import type { Laboratory } from './laboratory.ts'
import { nextFrame } from './nextFrame.ts'

export interface OtherRun {
  id: string
  /** As the recording or this server names it: "Perl 5.36.0". */
  title: string
  source: 'recorded' | 'live'
  log: RunLog
}

export interface OtherRuntime {
  shown: OtherRun | null
  running: boolean
  /** Why the last live run shows nothing; empty. */
  failure: string
  runHere: (title: string) => Promise<void>
}

export function useOtherRuntime(id: string, { run }: Laboratory): OtherRuntime {
  const [shown, setShown] = useState<OtherRun | null>(null)
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState('')

  useEffect(() => {
    let gone = false
    setFailure('')
    void runtimeRecording(id).then(async (ndjson) => {
      if (ndjson === undefined || gone) return
      const log = new RunLog('recorded', nextFrame)
      await playRecording(ndjson, log)
      const note = log.events.find((event) => event.kind === 'note' && event.code === 'specimen')
      if (!gone) setShown({ id, title: note?.kind === 'note' ? note.text.replace(/ \S+$/, '') : id, source: 'recorded', log })
    })
    return () => {
      gone = true
    }
  }, [id])

  const runHere = useCallback(
    async (title: string): Promise<void> => {
      setRunning(true)
      setFailure('')
      const whole = new RunLog('live', nextFrame)
      await run({ strategy: id, specimen: 'plain' }, whole)
      setRunning(false)
      const window = windowOf(whole.events, runtimeSpecimen(id).window)
      if (!window) return setFailure(whole.refusal ? `${whole.refusal.message}. ${whole.refusal.cure}` : 'nothing was spawned')
      const log = new RunLog('live', nextFrame)
      log.append(phasedWindow(whole.events, window), whole.gaps)
      log.finish('ended', null)
      setShown({ id, title, source: 'live', log })
    },
    [id, run],
  )
  return { shown: shown?.id === id ? shown : null, running, failure, runHere }
}
