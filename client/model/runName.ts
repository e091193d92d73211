/** The name of a run, in the words of its command. Pure. */
import type { RunSettings } from '../../protocol/runSettings.ts'
import { commandOf } from './command.ts'

/** "ruby --signal PIPE=ignore". */
export function runName(settings: RunSettings): string {
  return commandOf(settings).replace('spawnscope run ', '')
}
