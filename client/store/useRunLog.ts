import { useSyncExternalStore } from 'react'
import type { RunLog } from './runLog.ts'

/** Renders again when the log has grown and views may be drawn. The number changes; the arrays stay the same objects. */
export function useRunLog(log: RunLog): number {
  return useSyncExternalStore(log.subscribe, log.snapshot)
}

/** The same at each change, before anything else is drawn: only for what costs little. */
export function useLogChanges(log: RunLog): number {
  return useSyncExternalStore(log.follow, () => log.changes)
}
