/** The recorded run of a real program. */
import { realRecordingOf } from '../content/realRecordings.ts'
import { RunLog } from '../store/runLog.ts'
import { playRecording } from '../transport/recorded.ts'
import { nextFrame } from './nextFrame.ts'

/** The recording of this setting; of the plain one where it does not ship. */
export async function recordedReal(strategy: string, setting: string): Promise<{ name: string; log: RunLog } | undefined> {
  for (const name of [setting, 'plain']) {
    const ndjson = await realRecordingOf(strategy, name)
    if (ndjson === undefined) continue
    const log = new RunLog('recorded', nextFrame)
    await playRecording(ndjson, log)
    return { name: `real-${name}`, log }
  }
  return undefined
}
