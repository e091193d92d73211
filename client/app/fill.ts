import { bundledCatalog, recordingName, recordingOf } from '../content/bundled.ts'
import type { ColumnChoice } from '../model/link.ts'
import type { RunLog } from '../store/runLog.ts'
import { playRecording } from '../transport/recorded.ts'
import { outside } from './outside/chosen.ts'

/** A run that was kept, or the one that ships with the page for the edition asked for. False: there is none. */
export async function fill({ strategy, edition, set, recording }: ColumnChoice, log: RunLog): Promise<boolean> {
  if (recording !== undefined) {
    await outside.stored(recording, log)
    return true
  }
  const ndjson = set === undefined ? await recordingOf(strategy, await nameOf(strategy, edition)) : undefined
  if (!ndjson) return false
  await playRecording(ndjson, log)
  return true
}

/** The catalog says under which name an edition was recorded; the newest needs no look. */
async function nameOf(strategy: string, edition: string | undefined): Promise<string> {
  if (edition === undefined || edition === 'today') return 'today'
  const known = (await bundledCatalog())?.strategies.find(({ id }) => id === strategy)
  return known?.editions.some(({ name, aliases }) => name === edition || aliases.includes(edition)) ? recordingName(known, edition) : ''
}
