/** The recorded run of a real program. */
import { recordingOf } from '../content/bundled.ts'
import { RunLog } from '../store/runLog.ts'
import { playRecording } from '../transport/playRecording.ts'
import { drawPace } from './drawPace.ts'

/** The recording of this setting, or of the plain setting if that does not ship. */
export async function recordedReal(strategy: string, setting: string): Promise<{ name: string; log: RunLog } | undefined> {
  for (const name of [`real-${setting}`, 'real-plain']) {
    const ndjson = await recordingOf(strategy, name)
    if (ndjson === undefined) continue
    const log = new RunLog('recorded', drawPace)
    await playRecording(ndjson, log)
    return { name, log }
  }
  return undefined
}
