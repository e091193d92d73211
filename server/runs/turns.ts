/** In which order waiting runs have their turns. Pure. */
import { START_MS, type UsedTime } from './usedTime.ts'

/** The runs of one client or one address, and what it used. */
export interface WaitingLine<R> {
  used: UsedTime
  /** When it last had a turn. */
  lastStart: number
  /** In the order of their turns among themselves. */
  runs: R[]
}

/**
 * Merges lines: the least used first. Its first run has waiting time for credit, so that a stream of newcomers, each with nothing
 * used, keeps nobody away for ever. A further run counts as if those before it had just started.
 */
export function lineUp<R extends { since: number; order: number }>(lines: readonly WaitingLine<R>[], now: number): R[] {
  return lines
    .flatMap(({ used, lastStart, runs }) => {
      const usedMs = used.at(now)
      return runs.map((run, at) => ({ run, turn: at === 0 ? usedMs - (now - Math.max(lastStart, run.since)) : usedMs + at * START_MS }))
    })
    .toSorted((a, b) => a.turn - b.turn || a.run.order - b.run.order)
    .map(({ run }) => run)
}
