/** How much time at work somebody has used lately. What is long ago counts less and less. Pure: the caller gives the time. */

/** After this time, use counts half. */
export const HALF_LIFE_MS = 20_000
/** What a start costs at once, so that many starts at the same moment are not free. */
export const START_MS = 20
/** Less than this is nothing. */
const NOTHING_MS = 1

export class UsedTime {
  #used = 0
  #at = 0
  readonly #starts = new Set<{ at: number }>()

  /** A run starts. The returned function ends it, and counts how long it took. */
  start(now: number): (now: number) => void {
    const started = { at: now }
    this.#starts.add(started)
    return (then) => {
      this.#starts.delete(started)
      this.#used = this.#decayed(then) + Math.max(START_MS, then - started.at)
      this.#at = then
    }
  }

  /** In ms, with what is at work now. */
  at(now: number): number {
    let used = this.#decayed(now)
    for (const { at } of this.#starts) used += Math.max(START_MS, now - at)
    return used
  }

  isForgotten(now: number): boolean {
    return this.#starts.size === 0 && this.#decayed(now) < NOTHING_MS
  }

  #decayed(now: number): number {
    return this.#used * 2 ** (-Math.max(0, now - this.#at) / HALF_LIFE_MS)
  }
}
