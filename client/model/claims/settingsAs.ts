/** A run's settings for the machine at hand: an unprivileged parent has to be asked for where the helper is root. */
import type { RunSettings } from '../../../protocol/settings.ts'

/** The uid of a parent without any privilege. */
export const NOBODY = 65534

export type AsWhom = 'any' | 'user' | 'root'

/** Undefined where it cannot be run here: a privileged parent needs a helper that is root. */
export function settingsAs(run: RunSettings, as: AsWhom | undefined, helperUid: number): RunSettings | undefined {
  if (as === 'root') return helperUid === 0 ? run : undefined
  return as === 'user' && helperUid === 0 ? { ...run, uid: NOBODY } : run
}
