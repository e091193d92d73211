import { recordingOf } from '../content/bundled.ts'
import type { ColumnChoice } from '../model/link.ts'
import type { RunLog } from '../store/runLog.ts'
import { toldAhead } from '../store/storyOf.ts'
import { playRecording } from '../transport/recorded.ts'
import { fetchRecording } from '../transport/stored.ts'

/** A run stored by the server, or the one that ships with the page where it is of the edition asked for. False: there is none. */
export async function fill({ strategy, edition, set, recording }: ColumnChoice, log: RunLog): Promise<boolean> {
  if (recording !== undefined) {
    await fetchRecording(recording, toldAhead(log))
    return true
  }
  const ndjson = set === undefined ? await recordingOf(strategy) : undefined
  if (!ndjson || (edition !== undefined && !ndjson.includes(`"edition":"${edition}"`))) return false
  await playRecording(ndjson, log)
  return true
}
