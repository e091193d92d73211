import { bundledCatalog, recordingName, recordingOf } from '../content/bundled.ts'
import { helloOf } from '../model/helloOf.ts'
import { editionNamed } from '../model/known.ts'
import type { ColumnChoice, SharedSettings } from '../model/link.ts'
import { realProgramOf } from '../model/realProgram.ts'
import { RunLog } from '../store/runLog.ts'
import { foldedAhead, sameStory } from '../store/storyOf.ts'
import { playRecording } from '../transport/playRecording.ts'
import { drawPace } from './drawPace.ts'
import type { Outside } from './outside/outside.ts'

/**
 * Fills the log with a stored run, or with the recording that ships for the edition. Returns false if there is none. `several`: other
 * columns are filled at the same time.
 */
export async function fill(column: ColumnChoice, settings: SharedSettings, log: RunLog, outside: Outside, several: boolean): Promise<boolean> {
  const { strategy, edition, set, specimen, recording } = column
  if (recording !== undefined) {
    const stored = new RunLog('recorded', drawPace)
    await outside.stored(recording, foldedAhead(stored))
    const shown = await startOf(stored)
    sameStory(shown, log)
    copy(shown, log)
    return true
  }
  if (specimen !== undefined) {
    const found = await (await import('./realColumn.ts')).recordedRealColumn(column, settings)
    if (found) copy(found, log)
    return found !== undefined
  }
  const ndjson = set === undefined ? await recordingOf(strategy, await nameOf(strategy, edition), several) : undefined
  if (!ndjson) return false
  await playRecording(ndjson, foldedAhead(log))
  return true
}

/** What a column shows of a stored run: of a whole program's trace, only the start of another program. */
async function startOf(stored: RunLog): Promise<RunLog> {
  if (realProgramOf(stored.events) !== undefined) return (await import('./realColumn.ts')).spawnAlone(stored)
  return helloOf(stored.events)?.strategy === null ? (await import('./tracedColumn.ts')).firstStart(stored) : stored
}

/** The name of an edition's recording, from the catalog. The newest edition needs no catalog. */
async function nameOf(strategy: string, edition: string | undefined): Promise<string> {
  if (edition === undefined || edition === 'today') return 'today'
  const known = (await bundledCatalog())?.strategies.find(({ id }) => id === strategy)
  return known && editionNamed(known, edition) ? recordingName(known, edition) : ''
}

function copy(from: RunLog, log: RunLog): void {
  if (from.events.length > 0) log.append(from.events, from.gaps)
  log.finish(from.status === 'failed' ? 'failed' : 'ended', from.refusal, from.recording)
}
