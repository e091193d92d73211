import { LANGUAGES } from '../../protocol/language.ts'

/** The folder of a language's texts inside content/. The texts of the first language are in content/ itself. */
export function languageFolder(language: string): string {
  return language === LANGUAGES[0].id ? '' : `languages/${language}/`
}
