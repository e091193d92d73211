import type { RunLog } from '../store/runLog.ts'

/** Waits until a run has ended and its readers know. */
export function over(log: RunLog): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (log.status === 'empty' || log.status === 'running') return
      undo()
      resolve()
    }
    const undo = log.subscribe(look)
    look()
  })
}
