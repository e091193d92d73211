/** Waits until a condition holds. */
import { setTimeout as sleep } from 'node:timers/promises'

/** A safety net, not a measurement. What does not hold by then never will, and the test says what it was. */
const NEVER_MS = 120_000
const LOOK_AGAIN_MS = 5

/** Checks until `holds` returns true. `what` is for the message if it never does: "every run is ended". */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const last = Date.now() + NEVER_MS; Date.now() < last; await sleep(LOOK_AGAIN_MS)) if (await holds()) return
  throw new Error(`it did not come about: ${what}`)
}
