/** `content/lessons/x.yaml?told` → the checked value, its words as prose. No YAML, no Markdown reaches the browser. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'
import { type Folder, SCHEMAS, toldOf } from '../content/load.ts'

export function told(): Plugin {
  return {
    name: 'told',
    enforce: 'pre',
    async load(id) {
      const [file = '', query] = id.split('?')
      if (query !== 'told') return null
      this.addWatchFile(file)
      const folder = Object.keys(SCHEMAS).find((name): name is Folder => path.basename(path.dirname(file)) === name)
      if (!folder) throw new Error(`${file}: not in one of content/{${Object.keys(SCHEMAS).join(',')}}; put it there`)
      const value = toldOf(folder, await readFile(file, 'utf8'), path.relative(process.cwd(), file))
      return { code: `export default ${JSON.stringify(value)}`, moduleType: 'js', map: null }
    },
  }
}
