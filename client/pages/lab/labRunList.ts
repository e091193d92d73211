/** The list of runs shown side by side in the Lab, newest first. Pure. */
import type { RunSettings } from '../../../protocol/runSettings.ts'
import type { RunLog } from '../../store/runLog.ts'

export interface LabRun {
  id: number
  settings: RunSettings
  log: RunLog
}

/** More than these do not fit side by side; the oldest is dropped. */
export const MAX_RUNS = 6

export function kept(runs: readonly LabRun[], run: LabRun): LabRun[] {
  return [run, ...runs].slice(0, MAX_RUNS)
}

export function dropped(runs: readonly LabRun[], id: number): LabRun[] {
  return runs.filter((one) => one.id !== id)
}

/** A stored run's own log says how it was made. */
export function ranAs(runs: readonly LabRun[], id: number, settings: RunSettings): LabRun[] {
  return runs.map((one) => (one.id === id ? { ...one, settings } : one))
}

/** The focused run, or the newest if that one is gone. */
export function focusOf(runs: readonly LabRun[], id: number | null): LabRun | null {
  return runs.find((one) => one.id === id) ?? runs[0] ?? null
}
