/** What the first figure takes, by the names of its modules as seen from client/: what every page begins with, the home page, and the words of one language. */
export const START = 'shell/start.tsx'
export const HOME = 'pages/compare/ComparePage.tsx'

export function ofLanguage(language: string): string[] {
  return [`${wordsFolder(language)}messages.ts`, `content/notes.${language}.ts`]
}

/** The messages of a language, in groups that come with their pages. */
export const wordsFolder = (language: string): string => `../content/languages/${language}/page/`
