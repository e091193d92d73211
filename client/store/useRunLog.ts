import { useSyncExternalStore } from 'react'
import type { RunLog } from './runLog.ts'

/** Renders again when the log has grown; the number changes, the arrays do not. */
export function useRunLog(log: RunLog): number {
  return useSyncExternalStore(log.subscribe, log.snapshot)
}
