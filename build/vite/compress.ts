/** Writes each built text beside itself as .gz and .br, so that the server compresses nothing while it serves. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller files gain nothing. */
const WORTH = 1024
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    // After everything is written, because Vite changes the code until then.
    async writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css|ndjson|json|svg|html)$/.test(file))) {
        const file = path.join(dir, name)
        const source = await readFile(file)
        if (source.length < WORTH) continue
        await writeFile(`${file}.gz`, await promisify(gzip)(source, { level: 9 }))
        await writeFile(`${file}.br`, await promisify(brotliCompress)(source, quality))
      }
    },
  }
}
