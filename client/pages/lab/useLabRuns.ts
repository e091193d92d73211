/** Fills the Lab with runs: every run of the page goes through here. */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { recordingOf } from '../../content/bundled.ts'
import { ranSettings } from '../../model/ranSettings.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { useOwnRuns } from '../../runs/useOwnRuns.ts'
import { RunLog } from '../../store/runLog.ts'
import { playRecording } from '../../transport/playRecording.ts'
import type { LabRun } from './labRunList.ts'
import { LabRunStore, type LabRunsShown } from './labRunStore.ts'

export interface LabRuns {
  /** Who shows runs subscribes to it, so that a run draws nothing else. */
  store: LabRunStore
  start: (settings: RunSettings) => LabRun
  cancel: () => void
}

/** What the Lab shows now. */
export function useShownRuns({ store }: Pick<LabRuns, 'store'>): LabRunsShown {
  return useSyncExternalStore(store.subscribe, store.snapshot)
}

/** Whether some run has begun, and its end is not drawn yet. */
export function useBusy({ store }: Pick<LabRuns, 'store'>): boolean {
  return useSyncExternalStore(store.subscribe, store.isBusy)
}

/**
 * `first`: settings of the run shown before the reader runs anything. With a server that is the strategy's recorded run, without
 * one the run of exactly these settings. `stored`: the runs that a link names, newest first; they replace it.
 */
export function useLabRuns(capabilities: Capabilities, catalog: Catalog, first: RunSettings, stored: readonly string[]): LabRuns {
  const [store] = useState(() => new LabRunStore())
  const { source, reach, outside } = capabilities
  const { run, cancelAll } = useOwnRuns(capabilities)

  const begin = useCallback(
    (settings: RunSettings, asked: boolean): LabRun => {
      const log = new RunLog(source, drawPace)
      // First of all: the server works while the page draws.
      void run(settings, log)
      return store.begin(settings, log, asked)
    },
    [store, run, source],
  )
  const start = useCallback((settings: RunSettings) => begin(settings, true), [begin])

  useEffect(() => {
    if (store.count > 0 || stored.length === 0) return
    for (const id of stored.toReversed()) {
      const log = new RunLog('recorded', drawPace)
      // Named by its id until it has loaded, and for good if it is gone.
      const { id: number } = store.keep({ strategy: id }, log)
      void outside.stored(id, log).then(() => {
        const settings = ranSettings(log.events, catalog)
        if (settings) store.ranAs(number, settings)
      })
    }
  }, [store, stored, catalog, outside])

  useEffect(() => {
    if (store.count > 0 || stored.length > 0) return
    if (import.meta.env.PLAIN_FILES) {
      if (reach.is === 'files') begin(first, false)
      return
    }
    let gone = false
    void recordingOf(first.strategy).then((ndjson) => {
      if (gone || ndjson === undefined || store.count > 0) return
      const log = new RunLog('recorded', drawPace)
      void playRecording(ndjson, log)
      store.keep({ strategy: first.strategy }, log)
    })
    return () => {
      gone = true
    }
  }, [store, first, stored, begin, reach])

  return useMemo(() => ({ store, start, cancel: cancelAll }), [store, start, cancelAll])
}
