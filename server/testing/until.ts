/** Waits for something to come about. */
import { setTimeout as sleep } from 'node:timers/promises'

/** A safety net, no measure of anything: what has not come about by then never will, and the test says what it was. */
const NEVER_MS = 120_000
const LOOK_AGAIN_MS = 5

/** Looks until `holds` does. `what` is said where it never does: "every run is ended". */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const last = Date.now() + NEVER_MS; Date.now() < last; await sleep(LOOK_AGAIN_MS)) if (await holds()) return
  throw new Error(`it did not come about: ${what}`)
}
