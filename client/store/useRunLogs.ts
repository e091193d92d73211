import { useCallback, useSyncExternalStore } from 'react'
import type { RunLog } from './runLog.ts'

/** Renders again when any of the logs has grown. */
export function useRunLogs(logs: readonly RunLog[]): string {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is made anew by every render; its length and its members' versions tell.
  const subscribe = useCallback(
    (reader: () => void) => {
      const undo = logs.map((log) => log.subscribe(reader))
      return () => {
        for (const stop of undo) stop()
      }
    },
    [logs.length, logs[0], logs.at(-1)],
  )
  return useSyncExternalStore(subscribe, () => logs.map(({ version }) => version).join())
}
