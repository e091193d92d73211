/** The chosen language, for every view, without handing it down by hand. */
import { createContext, useContext } from 'react'
import { LANGUAGES, type Language } from '../../protocol/language.ts'

export const LanguageContext = createContext<Language>(LANGUAGES[0].id)

export function useLanguage(): Language {
  return useContext(LanguageContext)
}
