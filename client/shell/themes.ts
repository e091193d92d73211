import { LANGUAGES, type Language, languageNamed } from '../../protocol/language.ts'
import { storage, stored } from './browserStorage.ts'

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const
export type Theme = (typeof THEMES)[number]

/** The theme chosen before, if any. */
export function firstTheme(): Theme {
  return stored('theme', THEMES, 'auto')
}

/** The language chosen before, else the browser's, else the first in the list. */
export function storedLanguage(): Language {
  const ids = LANGUAGES.map(({ id }) => id)
  const [main] = navigator.language.split('-')
  return stored('language', ids, languageNamed(navigator.language) ?? languageNamed(main) ?? LANGUAGES[0].id)
}

/** The language that the page has at this moment. */
export function shownLanguage(): Language {
  return languageNamed(document.documentElement.lang) ?? storedLanguage()
}

/** Chooses the language of the page, before there is a bar to choose it in. */
export function keepLanguage(language: Language): void {
  storage()?.setItem('language', language)
  document.documentElement.lang = language
}
