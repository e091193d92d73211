/** The latest run of each column, also one of which nothing is drawn yet. Terminals and states follow it; figures wait. */
import { useCallback, useSyncExternalStore } from 'react'
import type { RunLog } from '../../store/runLog.ts'

export interface LatestRuns {
  at: (column: number) => RunLog | undefined
  /** Calls back when another run is the latest of a column; returns the undo. */
  subscribe: (reader: () => void) => () => void
}

export function useLatestRun(latest: LatestRuns, at: number): RunLog | undefined {
  return useSyncExternalStore(
    latest.subscribe,
    useCallback(() => latest.at(at), [latest, at]),
  )
}
