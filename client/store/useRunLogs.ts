import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { RunLog } from './runLog.ts'

/** Renders again when any log grows. Returns the same list while its members stay the same; `versions` changes when a log grows. */
export function useRunLogs(given: readonly RunLog[]): { logs: readonly RunLog[]; versions: string } {
  const kept = useRef(given)
  if (kept.current.length !== given.length || kept.current.some((log, at) => log !== given[at])) kept.current = given
  const logs = kept.current
  const subscribe = useCallback(
    (reader: () => void) => {
      const undo = logs.map((log) => log.subscribe(reader))
      return () => {
        for (const stop of undo) stop()
      }
    },
    [logs],
  )
  const versions = useSyncExternalStore(subscribe, () => logs.map(({ source, version }) => `${source}${version}`).join())
  return { logs, versions }
}
