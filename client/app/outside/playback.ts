/** Runs without a server: the recording that fits the settings, or the refusal that names the cure. */
import { bundledCatalog } from '../../content/bundled.ts'
import { recordedRuns, recordedText } from '../../content/recordedRuns.ts'
import { commandOf } from '../../model/command.ts'
import { fittingRun } from '../../model/recordedRun.ts'
import type { Live } from '../../transport/live.ts'
import { playRecording } from '../../transport/recorded.ts'
import { siteWordsOf } from '../../ui/siteWords.ts'

export function playback(): Live {
  return {
    async run(settings, sink) {
      const catalog = await bundledCatalog()
      const found = catalog && fittingRun(await recordedRuns(catalog), settings, catalog)
      const ndjson = found && (await recordedText(found))
      if (ndjson) return await playRecording(ndjson, sink)
      const { notRecorded, runIt } = siteWordsOf(document.documentElement.lang)
      sink.finish('failed', { code: 'live_unavailable', message: notRecorded, cure: runIt(commandOf(settings)), field: '' })
    },
    // A recording is there at once: nothing is ever under way.
    cancel: () => {},
    close: () => {},
  }
}
