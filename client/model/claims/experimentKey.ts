import type { RunSettings } from '../../../protocol/runSettings.ts'
import { commandOf } from '../command.ts'
import type { AsWhom } from './settingsAs.ts'

/** The name of a recorded run of the content. */
export function experimentKey({ run, as }: { run: RunSettings; as?: AsWhom | undefined }): string {
  return as === undefined || as === 'any' ? commandOf(run) : `${commandOf(run)} as ${as}`
}
