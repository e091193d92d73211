/**
 * `content/languages/ja/catalog.json?whole` → all texts on the catalog in this language, as one module: the texts that strategies
 * share, and each strategy's own (`strategies/ID/catalog.json` beside it) under longer keys.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

export function catalogModule(): Plugin {
  return {
    name: 'catalog-texts',
    enforce: 'pre',
    load(id) {
      const [file = '', asked] = id.split('?')
      if (asked !== 'whole' || path.basename(file) !== 'catalog.json') return null
      const { texts, files } = wholeCatalog(file)
      for (const one of files) this.addWatchFile(one)
      // Return JSON; Vite's own plugin turns it into a module.
      return { code: JSON.stringify(texts), moduleType: 'json', map: null }
    },
  }
}

/** For the strategy fork, `key` of a setting becomes `fork:key`, and `@name` of an edition becomes `fork@name`. */
export function wholeCatalog(file: string): { texts: Record<string, string>; files: string[] } {
  const folder = path.join(path.dirname(file), 'strategies')
  const ids = existsSync(folder) ? readdirSync(folder) : []
  const own = ids.map((id) => ({ id, file: path.join(folder, id, 'catalog.json') })).filter((one) => existsSync(one.file))
  const texts = own.flatMap((one) => Object.entries(textsIn(one.file)).map(([key, text]) => [key.startsWith('@') ? one.id + key : `${one.id}:${key}`, text]))
  return { texts: { ...textsIn(file), ...Object.fromEntries(texts) }, files: [file, ...own.map((one) => one.file)] }
}

function textsIn(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8'))
}
