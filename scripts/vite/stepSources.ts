/** `content/strategies/x/sources.yaml?steps` → the sources of each step, checked against the notes beside it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'
import { filesOf } from '../content/files.ts'
import { stepSourcesOf } from '../content/stepSources.ts'

export function stepSources(): Plugin {
  return {
    name: 'step-sources',
    enforce: 'pre',
    async load(id) {
      const [file = '', query] = id.split('?')
      if (query !== 'steps') return null
      const notes = path.join(path.dirname(file), 'steps.en.md')
      this.addWatchFile(file)
      this.addWatchFile(notes)
      const here = (one: string): string => path.relative(process.cwd(), one)
      const known = new Set(filesOf('sources').flatMap(({ value }) => value.map((source) => source.id)))
      const value = stepSourcesOf(await readFile(file, 'utf8'), here(file), { file: here(notes), text: await readFile(notes, 'utf8') }, known)
      return { code: `export default ${JSON.stringify(value)}`, moduleType: 'js', map: null }
    },
  }
}
