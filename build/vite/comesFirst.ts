/** What the first figure takes, by the names of its modules in client/: what every page begins with, the home page, and the words of one language. */
import { languageFolder } from '../../client/content/languageFolder.ts'

export const START = 'shell/start.tsx'
export const HOME = 'pages/compare/ComparePage.tsx'
/** Whose code and notes the home page shows; client/content/code.ts globs the same. */
export const FIRST_STRATEGIES = ['rust', 'go', 'ruby', 'nim'] as const

export function ofLanguage(language: string): string[] {
  return [`words/${language}/messages.ts`, `../content/${languageFolder(language)}strategies/${FIRST_STRATEGIES[0]}/steps.md?firstnotes`]
}
