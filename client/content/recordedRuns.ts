/** Every shipped recording of our strategies: a whole run of each edition, and excerpts for claims, lessons, incidents and the Lab. */
import type { Catalog } from '../../protocol/catalog.ts'
import { parseCommand } from '../model/parseCommand.ts'
import type { RecordedRun } from '../model/recordedRun.ts'
import { recordingName, recordingOf } from './bundled.ts'
import { recordedLab } from './recordedLab.ts'
import { recordedTeaching } from './recordedTeaching.ts'
import { hasRecording } from './recordingFiles.ts'

export async function recordedRuns(catalog: Catalog): Promise<RecordedRun[]> {
  const whole = catalog.strategies.flatMap((strategy) =>
    strategy.editions.flatMap(({ name: edition, aliases }): RecordedRun[] => {
      const name = recordingName(strategy, edition)
      if (!hasRecording(strategy.id, name)) return []
      const settings = aliases.includes('today') ? { strategy: strategy.id } : { strategy: strategy.id, edition }
      return [{ settings, whose: 'user', whole: true, at: { kind: 'edition', strategy: strategy.id, name } }]
    }),
  )
  const excerpts = await Promise.all([recordedTeaching(), recordedLab()])
  return [...whole, ...excerpts.flatMap((file) => [...file.keys()].flatMap((key) => excerptAt(key, catalog)))]
}

/** The events of a recording as NDJSON; undefined if the fetch fails. */
export async function recordedText({ at }: RecordedRun): Promise<string | undefined> {
  return at.kind === 'edition' ? recordingOf(at.strategy, at.name) : ((await recordedTeaching()).get(at.key) ?? (await recordedLab()).get(at.key))
}

/** A key holds the command and its user (experimentKey). */
function excerptAt(key: string, catalog: Catalog): RecordedRun[] {
  const [, command = '', whose] = /^(.*?)(?: as (user|root))?$/.exec(key) ?? []
  const verdict = parseCommand(command, catalog)
  if (!verdict.ok || verdict.command.kind !== 'run') return []
  return [{ settings: verdict.command.settings, whose: whose === 'user' || whose === 'root' ? whose : 'any', whole: false, at: { kind: 'excerpt', key } }]
}
