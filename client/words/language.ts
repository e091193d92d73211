/** The chosen language, as a context for every view. */
import { createContext, useContext } from 'react'
import { LANGUAGES, type Language } from '../../protocol/language.ts'

export const LanguageContext = createContext<Language>(LANGUAGES[0].id)

export function useLanguage(): Language {
  return useContext(LanguageContext)
}
