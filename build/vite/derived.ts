/** A Vite plugin for modules `file?query`: the build computes a value from the file, and the page imports the value. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

/** `watch`: registers another file that the value depends on. */
export type Make = (text: string, file: string, watch: (other: string) => void) => unknown

export function derived(query: string, make: Make): Plugin {
  return {
    name: query,
    enforce: 'pre',
    async load(id) {
      const [file = '', asked] = id.split('?')
      if (asked !== query) return null
      this.addWatchFile(file)
      const value = await make(await readFile(file, 'utf8'), file, (other) => this.addWatchFile(other))
      return { code: `export default ${JSON.stringify(value)}`, moduleType: 'js', map: null }
    },
  }
}
