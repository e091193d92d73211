/** The runs that the Lab shows side by side, newest first. Every run of the page goes through here. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import { recordingOf } from '../../content/bundled.ts'
import { ranSettings } from '../../model/ranSettings.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { nextFrame } from '../../runs/nextFrame.ts'
import { useEndOnLeave } from '../../runs/useEndOnLeave.ts'
import { RunLog } from '../../store/runLog.ts'
import { playRecording } from '../../transport/playRecording.ts'
import { dropped, focusOf, kept, type LabRun, ranAs } from './labRunList.ts'

export interface LabRuns {
  runs: readonly LabRun[]
  focus: LabRun | null
  busy: boolean
  start: (settings: RunSettings) => LabRun
  /** Adds a run that was made elsewhere, and focuses it. */
  keep: (settings: RunSettings, log: RunLog) => void
  look: (id: number) => void
  drop: (id: number) => void
  cancel: () => void
}

/**
 * `first`: settings of the run shown before the reader runs anything. With a server that is the strategy's recorded run, without
 * one the run of exactly these settings. `stored`: the runs that a link names, newest first; they replace it.
 */
export function useLabRuns(capabilities: Capabilities, catalog: Catalog, first: RunSettings, stored: readonly string[]): LabRuns {
  const [runs, setRuns] = useState<LabRun[]>([])
  const [focus, setFocus] = useState<number | null>(null)
  const [waiting, setWaiting] = useState(0)
  const count = useRef(0)
  const { run, source, reach, outside } = capabilities
  const during = useEndOnLeave(capabilities)

  const keep = useCallback((settings: RunSettings, log: RunLog): LabRun => {
    const one = { id: ++count.current, settings, log }
    setRuns((before) => kept(before, one))
    setFocus(one.id)
    return one
  }, [])

  const start = useCallback(
    (settings: RunSettings): LabRun => {
      const one = keep(settings, new RunLog(source, nextFrame))
      setWaiting((before) => before + 1)
      void during(run(settings, one.log)).finally(() => setWaiting((before) => before - 1))
      return one
    },
    [keep, run, source, during],
  )

  useEffect(() => {
    if (count.current > 0 || stored.length === 0) return
    for (const id of stored.toReversed()) {
      const log = new RunLog('recorded', nextFrame)
      // Named by its id until it has loaded, and for good if it is gone.
      const { id: number } = keep({ strategy: id }, log)
      void outside.stored(id, log).then(() => {
        const settings = ranSettings(log.events, catalog)
        if (settings) setRuns((before) => ranAs(before, number, settings))
      })
    }
  }, [stored, catalog, keep, outside])

  useEffect(() => {
    if (count.current > 0 || stored.length > 0) return
    if (import.meta.env.PLAIN_FILES) {
      if (reach.is === 'files') start(first)
      return
    }
    let gone = false
    void recordingOf(first.strategy).then((ndjson) => {
      if (gone || ndjson === undefined || count.current > 0) return
      const log = new RunLog('recorded', nextFrame)
      void playRecording(ndjson, log)
      keep({ strategy: first.strategy }, log)
    })
    return () => {
      gone = true
    }
  }, [first, stored, keep, start, reach])

  return {
    runs,
    focus: focusOf(runs, focus),
    busy: waiting > 0,
    start,
    keep,
    look: setFocus,
    drop: useCallback((id: number) => setRuns((before) => dropped(before, id)), []),
    cancel: capabilities.cancel,
  }
}
