/**
 * Makes the built page a site of plain files: puts the Content Security Policy into the page, writes the page for frames as
 * a file of its own, and adds the service worker for use without a network (docs/decisions/0040).
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { NONCE_MARK, policyText } from '../../server/http/securityHeaders.ts'

/** Vite's mode for this build. */
export const SITE = 'site'
/** The name of the worker. A folder with this file is a built site. */
export const WORKER = 'sw.js'

const CHARSET = '<meta charset="utf-8" />'
/** The same page at the addresses for frames (client/runs/framedPage.ts). */
const FRAMED = ['embed.html', 'atlas-row.html']

export function site(): Plugin {
  return {
    name: 'site',
    apply: 'build',
    transformIndexHtml: (html) => {
      // Before everything that the policy governs, but after the charset, which must be near the beginning.
      if (!html.includes(CHARSET)) throw new Error(`index.html has no ${CHARSET}`)
      return html.replace(CHARSET, `${CHARSET}\n    <meta http-equiv="Content-Security-Policy" content="${policyText({ nonce: NONCE_MARK })}" />`)
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const index = bundle['index.html']
        if (index?.type !== 'asset') throw new Error('the build has no index.html')
        for (const fileName of FRAMED) this.emitFile({ type: 'asset', fileName, source: index.source })
        // Without this file GitHub Pages leaves out names that begin with "_".
        this.emitFile({ type: 'asset', fileName: '.nojekyll', source: '' })
        const files = Object.values(bundle).map((file) => ({ name: file.fileName, content: file.type === 'chunk' ? file.code : file.source }))
        this.emitFile({ type: 'asset', fileName: WORKER, source: workerOf([...files, ...FRAMED.map((name) => ({ name, content: index.source }))]) })
      },
    },
  }
}

/** The same files give the same worker, so a browser fetches only what is new. */
function workerOf(files: readonly { name: string; content: string | Uint8Array }[]): string {
  const hash = createHash('sha256')
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const { name, content } of sorted) hash.update(name).update('\0').update(content).update('\0')
  const source = readFileSync(path.join(import.meta.dirname, 'siteWorker.js'), 'utf8')
  return source.replace("'FILES'", () => JSON.stringify(sorted.map(({ name }) => name))).replace('VERSION_HERE', hash.digest('hex').slice(0, 16))
}
