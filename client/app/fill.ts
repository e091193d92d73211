import { recordingOf } from '../content/bundled.ts'
import type { ColumnChoice, SharedSettings } from '../model/link.ts'
import { RunLog } from '../store/runLog.ts'
import { sameStory, toldAhead } from '../store/storyOf.ts'
import { playRecording } from '../transport/recorded.ts'
import { fetchRecording } from '../transport/stored.ts'
import { nextFrame } from './nextFrame.ts'

/** A run stored by the server, or the one that ships with the page where it is of the edition asked for. False: there is none. */
export async function fill(column: ColumnChoice, settings: SharedSettings, log: RunLog): Promise<boolean> {
  const { strategy, edition, set, specimen, recording } = column
  if (recording !== undefined) {
    const stored = new RunLog('recorded', nextFrame)
    await fetchRecording(recording, toldAhead(stored))
    const hello = stored.events[0]
    if (hello?.kind === 'hello' && hello.strategy === null) copy((await import('./realColumn.ts')).spawnAlone(stored), log)
    else {
      sameStory(stored, log)
      copy(stored, log)
    }
    return true
  }
  if (specimen !== undefined) {
    const found = await (await import('./realColumn.ts')).recordedRealColumn(column, settings)
    if (found) copy(found, log)
    return found !== undefined
  }
  if (set !== undefined) return false
  const ndjson = (edition !== undefined && (await recordingOf(strategy, edition))) || (await recordingOf(strategy))
  if (!ndjson || (edition !== undefined && !ndjson.includes(`"edition":"${edition}"`))) return false
  await playRecording(ndjson, log)
  return true
}

function copy(from: RunLog, log: RunLog): void {
  if (from.events.length > 0) log.append(from.events, from.gaps)
  log.finish(from.status === 'failed' ? 'failed' : 'ended', from.refusal, from.recording)
}
