/** The chosen language, for every view, without handing it down by hand. */
import { createContext, useContext } from 'react'
import { en, type Messages } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type Language = 'en' | 'ja'
export const MESSAGES: Record<Language, Messages> = { en, ja }

export const LanguageContext = createContext<Language>('en')

export function useMessages(): Messages {
  return MESSAGES[useContext(LanguageContext)]
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}
