/** A run's settings for this machine: if the helper is root, an unprivileged parent must be requested. */
import type { RunSettings } from '../../../protocol/runSettings.ts'

/** The uid of a parent without any privilege. */
export const NOBODY = 65534

export type AsWhom = 'any' | 'user' | 'root'

/** Undefined if this machine cannot run it: a privileged parent needs a helper that is root. */
export function settingsAs(run: RunSettings, as: AsWhom | undefined, helperUid: number): RunSettings | undefined {
  if (as === 'root') return helperUid === 0 ? run : undefined
  return as === 'user' && helperUid === 0 ? { ...run, uid: NOBODY } : run
}
