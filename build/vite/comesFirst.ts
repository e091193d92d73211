/** What the first figure takes, by the names of its modules in client/: what every page begins with, the home page, and the words of one language. */
export const START = 'shell/start.tsx'
export const HOME = 'pages/compare/ComparePage.tsx'
export const LANGUAGES = ['en', 'ja'] as const

export function ofLanguage(language: string): string[] {
  return [`words/${language}/messages.ts`, `content/notes.${language}.ts`]
}
