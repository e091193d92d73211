/**
 * The languages of the page, the server and the helper: one row each. A language's texts are one folder,
 * content/languages/ID (docs/howto/language.md). The first row is the language that everything is written in.
 */
export const LANGUAGES = [
  /** `id`: BCP 47, as `lang` of HTML and `lang=` of links have it. `name`: what its readers call it. */
  { id: 'en', name: 'English' },
  { id: 'ja', name: '日本語' },
] as const

export type Language = (typeof LANGUAGES)[number]['id']

/** Undefined if no language has this id. */
export function languageNamed(word: string | null | undefined): Language | undefined {
  return LANGUAGES.find(({ id }) => id === word)?.id
}
