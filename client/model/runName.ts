/** What a run is called: by its content, in the words of the command. Pure. */
import type { RunSettings } from '../../protocol/settings.ts'
import { commandOf } from './command.ts'

/** "ruby --signal PIPE=ignore". */
export function runName(settings: RunSettings): string {
  return commandOf(settings).replace('spawnscope run ', '')
}
