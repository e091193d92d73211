/**
 * Which runs are known to take long: they say so themselves, or a run with the same settings took long lately. Such runs never have all
 * places of an address, so that somebody with a short run finds one.
 */

import type { RunSettings } from '../../protocol/runSettings.ts'
import { UNTIL_LET_GO } from '../../protocol/settingKinds.ts'
import { HELD_MS, SLOW_HOLD_MS, SLOW_RUN_MS, SLOW_RUNS, SLOW_TIMEOUT_MS } from '../limits.ts'

export interface SlowRuns {
  isSlow(settings: RunSettings): boolean
  /** Remembers how long a run with these settings was at work. `cut`: it was ended before it would have ended. */
  took(settings: RunSettings, ms: number, cut: boolean): void
}

/** Their default disposition stops a process, which then waits until a limit. */
const STOPS: readonly string[] = ['STOP', 'TSTP', 'TTIN', 'TTOU']

export function createSlowRuns(): SlowRuns {
  /** The settings of slow runs, the oldest first. */
  const seen = new Set<string>()
  return {
    isSlow: (settings) => saysSo(settings) || seen.has(JSON.stringify(settings)),
    took(settings, ms, cut) {
      if (cut && ms < SLOW_RUN_MS) return
      const words = JSON.stringify(settings)
      seen.delete(words)
      if (ms < SLOW_RUN_MS) return
      seen.add(words)
      const [oldest] = seen
      if (seen.size > SLOW_RUNS && oldest !== undefined) seen.delete(oldest)
    },
  }
}

function saysSo({ hold = {}, timeout = 0, send = [] }: RunSettings): boolean {
  const heldMs = Object.values(hold).reduce<number>((sum, ms) => sum + (ms === UNTIL_LET_GO ? HELD_MS : ms), 0)
  return heldMs >= SLOW_HOLD_MS || timeout > SLOW_TIMEOUT_MS || send.some(({ signal }) => STOPS.includes(signal.replace(/^SIG/, '')))
}
