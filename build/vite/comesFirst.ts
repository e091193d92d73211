/** What the first figure takes, by the names of its modules as seen from client/: what every page begins with, the home page, and the words of one language. */
import { existsSync } from 'node:fs'
import path from 'node:path'

const CLIENT = path.resolve(import.meta.dirname, '../../client')

export const START = 'shell/start.tsx'
export const HOME = 'pages/compare/ComparePage.tsx'

export function ofLanguage(language: string): string[] {
  return [`${wordsFolder(language)}messages.ts`, `content/notes.${language}.ts`, ...catalogOf(language)]
}

/** The messages of a language, in groups that come with their pages. */
export const wordsFolder = (language: string): string => `../content/languages/${language}/page/`

/** What the catalog says is in English in the helper itself. */
function catalogOf(language: string): string[] {
  const file = `../content/languages/${language}/catalog.json`
  return existsSync(path.join(CLIENT, file)) ? [`${file}?whole`] : []
}
