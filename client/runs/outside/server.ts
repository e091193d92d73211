/** The server that this page came from. Fetches code that the start does not need only on first use. */
import { decodeCatalog, decodeCheck } from '../../../protocol/decode.ts'
import { bundledCatalog } from '../../content/bundled.ts'
import { socketUrl } from '../../transport/socketUrl.ts'
import type { Outside } from './outside.ts'

export const server: Outside = {
  /** The server's own catalog, or the bundled one if the server has none. */
  async describe() {
    const [described, checked] = await Promise.all([textOf('api/describe'), textOf('api/check')])
    const catalog = decodeCatalog(described.text)
    const check = decodeCheck(checked.text)
    return {
      catalog: catalog.ok ? catalog.value : ((await bundledCatalog()) ?? null),
      check: check.ok ? check.value : null,
      answers: described.json,
    }
  },
  async connect(tell) {
    const live = (await import('../../transport/live.ts')).connect(socketUrl(), tell)
    const ended = new AbortController()
    window.addEventListener('offline', live.offline, ended)
    window.addEventListener('online', live.online, ended)
    if (!navigator.onLine) live.offline()
    return {
      ...live,
      close() {
        ended.abort()
        live.close()
      },
    }
  },
  stored: async (id, sink) => (await import('../../transport/fetchRecording.ts')).fetchRecording(id, sink),
  sourceLines: async (id) => (await import('../../transport/fetchSourceLines.ts')).fetchSourceLines(id),
  measure: async (settings, say, signal) => (await import('../../transport/bench.ts')).askBench(settings, say, signal),
}

async function textOf(path: string): Promise<{ text: string; json: boolean }> {
  try {
    const response = await fetch(new URL(path, document.baseURI))
    return { text: await response.text(), json: response.headers.get('content-type')?.includes('application/json') ?? false }
  } catch {
    // No server answers; this is a page of plain files.
    return { text: '', json: false }
  }
}
