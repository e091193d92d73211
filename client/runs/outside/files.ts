/** The plain files that this page was built with. There is no server, so nothing here calls one. */
import { bundledCatalog } from '../../content/bundled.ts'
import { siteWords } from '../../words/siteWords.ts'
import type { Outside } from './outside.ts'

export const files: Outside = {
  describe: async () => ({ catalog: (await bundledCatalog()) ?? null, check: null, answers: true }),
  async connect(tell) {
    const { playback } = await import('./playback.ts')
    tell({ is: 'files' })
    return playback()
  },
  async stored(id, sink) {
    const { noStored, live } = await siteWords()
    sink.finish('failed', { code: 'unknown_recording', message: noStored(id), cure: live, field: '' })
  },
  sourceLines: async (id) => ({ installed: false, id, toolchain: '', cure: (await siteWords()).noLines }),
  async measure(_, say) {
    const { noMeasuring, live } = await siteWords()
    say({ kind: 'refusal', code: 'live_unavailable', message: noMeasuring, cure: live, field: '' })
  },
}
