/** The modules that the first figure needs, by their paths from client/: the start of every page, the home page, and the texts of one language. */
import { languageFolder } from '../../client/content/languageFolder.ts'

export const SEAT = 'seat/start.tsx'
export const START = 'shell/start.tsx'
export const HOME = 'pages/compare/HomePage.tsx'
/** The strategies whose code and notes the first figure shows. The globs of client/content/code.ts must match. */
export const FIRST_STRATEGIES = ['rust'] as const
/** The columns with which Compare opens. The glob of client/content/bundled.ts must match. */
export const FIRST_COLUMNS = ['rust', 'go', 'ruby', 'nim'] as const
/** Their recorded runs, as one file. */
export const FIRST_RUNS = `../content/strategies/${FIRST_COLUMNS[0]}/recordings/today.ndjson?firstruns`

export function ofLanguage(language: string): string[] {
  return [`${wordsFolder(language)}messages.ts`, `../content/${languageFolder(language)}strategies/${FIRST_STRATEGIES[0]}/steps.md?firstnotes`]
}

/** The messages of a language, in groups that come with their pages. */
export const wordsFolder = (language: string): string => `../content/languages/${language}/page/`

/** The messages of what stands below a first figure, and of the dialogs. They come together, once the figure is there. */
export const LATER_WORDS = ['memory', 'passport', 'differences', 'momentWhys', 'observer', 'dialogs', 'timelineSaid', 'columns', 'terminalLines'] as const
