/** The runs that a page has asked for itself. They end with the page, and a cancel ends them and nobody else's. */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { RunLog } from '../store/runLog.ts'
import type { Capabilities } from './capabilities.ts'

export interface OwnRuns extends Pick<Capabilities, 'run'> {
  /** Ends all of them that are under way. */
  cancelAll: () => void
}

export function useOwnRuns({ run, cancel }: Pick<Capabilities, 'run' | 'cancel'>): OwnRuns {
  const under = useRef(new Set<RunLog>())
  const cancelAll = useCallback(() => {
    for (const log of [...under.current]) if (!log.isOver) cancel(log)
  }, [cancel])
  // Nobody looks at this page any more, and its runs would take the places of the next one's.
  useEffect(() => cancelAll, [cancelAll])
  return useMemo(
    () => ({
      async run(settings, log) {
        under.current.add(log)
        try {
          await run(settings, log)
        } finally {
          under.current.delete(log)
        }
      },
      cancelAll,
    }),
    [run, cancelAll],
  )
}
