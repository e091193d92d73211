/** What is made of a file when the page is built, and imported as `file?query`: a value, never the file itself. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

/** `watch`: of another file that the value is made of. */
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
