import type { Catalog } from '../../protocol/catalog.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { ranCommand } from './command.ts'
import { helloOf } from './helloOf.ts'
import { parseCommand } from './parseCommand.ts'

/** The settings of a run, read from its first line; undefined if that is not one of our commands. Pure. */
export function ranSettings(events: readonly TraceEvent[], catalog: Catalog): RunSettings | undefined {
  const hello = helloOf(events)
  if (!hello) return undefined
  const verdict = parseCommand(ranCommand(hello.argv), catalog)
  return verdict.ok && verdict.command.kind === 'run' ? verdict.command.settings : undefined
}
