import type { RunSettings } from '../../protocol/settings.ts'

/** The signals that a run's settings name. Each gets a row of its own. */
export function signalsOf(run: RunSettings): string[] {
  return [...Object.keys(run.signal ?? {}), ...(run.block ?? []), ...(run.send ?? []).map(({ signal }) => signal)]
}
