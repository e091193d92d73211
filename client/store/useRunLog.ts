import { useSyncExternalStore } from 'react'
import type { RunLog } from './runLog.ts'

/** Renders again when the log grows. The number changes; the arrays stay the same objects. */
export function useRunLog(log: RunLog): number {
  return useSyncExternalStore(log.subscribe, log.snapshot)
}
