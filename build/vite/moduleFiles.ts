/**
 * Writes .vite/modules.json beside Vite's manifest: which file holds each module of the page. The manifest does not say it where
 * several modules share a file, and scripts/check/size.ts counts by modules.
 */
import path from 'node:path'
import type { Plugin } from 'vite'

const CLIENT = path.resolve(import.meta.dirname, '../../client')
export const MODULE_FILES = '.vite/modules.json'

export function moduleFiles(): Plugin {
  return {
    name: 'module-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = Object.values(bundle).flatMap((chunk) =>
        chunk.type === 'chunk' ? chunk.moduleIds.map((module): [string, string] => [path.relative(CLIENT, module), chunk.fileName]) : [],
      )
      this.emitFile({ type: 'asset', fileName: MODULE_FILES, source: JSON.stringify(Object.fromEntries(files)) })
    },
  }
}
