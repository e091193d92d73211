/**
 * The runs that stand until a person lets their child go. Such a run uses no processor, but memory and time. So it gives its place in
 * the queue back when it stands, and there is room for few of them at the same time.
 */
import type { Refusal } from '../../protocol/errors.ts'
import type { Limits } from '../limits.ts'
import { refusal } from '../refusals.ts'

const CURE = 'try again: each is released after 60 s at most; or hold it for milliseconds'

export type HeldRoom = { ok: true; leave(): void } | { ok: false; refusal: Refusal }

export interface HeldRuns {
  /** Room for one such run of this address, from now until `leave`. */
  enter(address: string): HeldRoom
}

export function createHeldRuns({ RUNS_HELD, RUNS_HELD_PER_ADDRESS }: Pick<Limits, 'RUNS_HELD' | 'RUNS_HELD_PER_ADDRESS'>): HeldRuns {
  const perAddress = new Map<string, number>()
  let all = 0

  function count(address: string, by: 1 | -1): void {
    all += by
    const left = (perAddress.get(address) ?? 0) + by
    if (left > 0) perAddress.set(address, left)
    else perAddress.delete(address)
  }

  return {
    enter(address) {
      if (all >= RUNS_HELD) return full(refusal('too_busy', `${RUNS_HELD} children are held here until somebody lets them go`, CURE, 'hold'))
      if ((perAddress.get(address) ?? 0) >= RUNS_HELD_PER_ADDRESS)
        return full(refusal('too_busy', `${RUNS_HELD_PER_ADDRESS} children are held here by people of your address until they let them go`, CURE, 'hold'))
      count(address, 1)
      let inside = true
      return {
        ok: true,
        leave() {
          if (inside) count(address, -1)
          inside = false
        },
      }
    },
  }
}

const full = (why: Refusal): HeldRoom => ({ ok: false, refusal: why })
