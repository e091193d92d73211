/** What the first figure takes, by the names of its modules in client/: what every page begins with, the home page, and the words of one language. */
export const START = 'app/start.tsx'
export const HOME = 'pages/ComparePage.tsx'
export const LANGUAGES = ['en', 'ja'] as const

export function ofLanguage(language: string): string[] {
  return [`ui/messages.${language}.ts`, `content/notes.${language}.ts`]
}
