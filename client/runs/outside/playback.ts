/** Runs without a server: plays the recording that fits the settings, or gives a refusal that names the cure. */

import type { RunSettings } from '../../../protocol/runSettings.ts'
import { waitsForPerson } from '../../../protocol/settings.ts'
import { bundledCatalog, recordingOf } from '../../content/bundled.ts'
import { recordedRuns, recordedText } from '../../content/recordedRuns.ts'
import { commandOf, inProject } from '../../model/command.ts'
import { fittingRun } from '../../model/recordedRun.ts'
import { CONNECTION_LOST } from '../../transport/connectionLost.ts'
import type { LiveConnection } from '../../transport/live.ts'
import { playRecording } from '../../transport/playRecording.ts'
import { siteWords } from '../../words/siteWords.ts'

export function playback(): LiveConnection {
  return {
    async run(settings, sink) {
      const ndjson = await recordingFor(settings)
      if (ndjson !== undefined) return await playRecording(ndjson, sink)
      const { notRecorded, nobodyLetsGo, inShell, runIt, live } = await siteWords()
      if (waitsForPerson(settings)) {
        const refusal = { code: 'not_recorded', message: nobodyLetsGo, cure: inShell(inProject(commandOf(settings))), field: 'hold' } as const
        return sink.finish('failed', refusal)
      }
      const cure = settings.specimen === undefined ? runIt(inProject(commandOf(settings))) : live
      sink.finish('failed', { code: 'not_recorded', message: notRecorded, cure, field: '' })
    },
    // Nobody else runs anything on a site of plain files.
    watch: async (_, sink) => sink.finish('failed', CONNECTION_LOST),
    // A recording plays at once, so there is never a run to cancel.
    cancel: () => {},
    offline: () => {},
    online: () => {},
    order: () => {},
    close: () => {},
  }
}

async function recordingFor(settings: RunSettings): Promise<string | undefined> {
  if (settings.specimen !== undefined) {
    const { strategy, specimen, ...more } = settings
    return Object.keys(more).length > 0 ? undefined : recordingOf(strategy, `real-${specimen}`)
  }
  const catalog = await bundledCatalog()
  const found = catalog && fittingRun(await recordedRuns(catalog), settings, catalog)
  return found && recordedText(found)
}
