import { LANGUAGES } from '../../protocol/language.ts'

/** Where the texts of a language are, inside content/: those of the first one stand in content/ itself. */
export function languageFolder(language: string): string {
  return language === LANGUAGES[0].id ? '' : `languages/${language}/`
}
