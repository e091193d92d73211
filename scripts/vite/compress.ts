/** Writes each built text beside itself as .gz and .br, so that the server compresses nothing while it serves. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Below this many bytes nothing is gained. */
const WORTH = 1024

export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => /\.(js|css|ndjson|json|svg)$/.test(fileName))
      for (const file of files) {
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source)
        if (source.length < WORTH) continue
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: await promisify(gzip)(source, { level: 9 }) })
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: await promisify(brotliCompress)(source, quality) })
      }
    },
  }
}
