/** The plain run of a language that is not re-created: the recorded one at once, a live one when it is asked for. */
import { useCallback, useEffect, useState } from 'react'
import type { Refusal } from '../../protocol/errors.ts'
import { specimenOf } from '../content/real.ts'
import { phasedWindow } from '../model/likeness/phased.ts'
import { windowOf } from '../model/likeness/window.ts'
import { RunLog } from '../store/runLog.ts'
import type { Laboratory } from './laboratory.ts'
import { nextFrame } from './nextFrame.ts'
import { recordedReal } from './recordedReal.ts'

interface OtherRun {
  id: string
  /** As the recording or this server names it: "Perl 5.36.0". */
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

export function useOtherRuntime(id: string, { run, source }: Laboratory): OtherRuntime {
  const [shown, setShown] = useState<OtherRun | null>(null)
  const [running, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  useEffect(() => {
    let gone = false
    void recordedReal(id, 'plain').then((found) => {
      if (!found || gone) return
      const note = found.log.events.find((event) => event.kind === 'note' && event.code === 'specimen')
      // Its last word is the setting.
      setShown({ id, title: note?.kind === 'note' ? note.text.replace(/ \S+$/, '') : id, live: false, log: found.log })
    })
    return () => {
      gone = true
    }
  }, [id])

  const runHere = useCallback(
    async (title: string): Promise<void> => {
      setRunning(true)
      const log = new RunLog(source, nextFrame)
      await run({ strategy: id, specimen: 'plain' }, log)
      setRunning(false)
      setRefusal(log.refusal)
      const rules = specimenOf(id)?.window
      const window = rules && windowOf(log.events, rules)
      if (!window) return
      // Java has a dozen threads: what they do meanwhile is another story.
      const spawn = new RunLog(source, nextFrame)
      spawn.append(phasedWindow(log.events, window), log.gaps)
      spawn.finish('ended', null, log.recording)
      setShown({ id, title, live: true, log: spawn })
    },
    [id, run, source],
  )
  return { shown, running, refusal, runHere }
}
