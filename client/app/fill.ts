import { loadAnnotated } from '../content/annotated.ts'
import { recordingOf } from '../content/bundled.ts'
import type { ColumnChoice } from '../model/link.ts'
import type { RunLog } from '../store/runLog.ts'
import { playRecording } from '../transport/recorded.ts'
import { fetchRecording } from '../transport/stored.ts'

/** A run stored by the server, or the one that ships with the page where it is of the edition asked for. False: there is none. */
export async function fill({ strategy, edition, set, recording }: ColumnChoice, log: RunLog): Promise<boolean> {
  if (recording !== undefined) {
    await fetchRecording(recording, log)
    return true
  }
  // The code comes with its run: a figure does not grow while it is read.
  const [ndjson] = await Promise.all([set === undefined ? recorded(strategy, edition) : undefined, loadAnnotated(strategy)])
  if (!ndjson || (edition !== undefined && !ndjson.includes(`"edition":"${edition}"`))) return false
  await playRecording(ndjson, log)
  return true
}

/** The newest edition is recorded as `today`, whatever its name. */
async function recorded(strategy: string, edition: string | undefined): Promise<string | undefined> {
  return (edition === undefined ? undefined : await recordingOf(strategy, edition)) ?? recordingOf(strategy)
}
