/** The chosen language, for every view, without handing it down by hand. Its words are loaded with it, and only they. */
import { createContext, useContext } from 'react'
import type { Messages } from './en/messages.ts'

export type Language = 'en' | 'ja'

const LOADERS: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en/messages.ts')).en,
  ja: async () => (await import('./ja/messages.ts')).ja,
}
const loaded = new Map<Language, Messages>()

/** Must be awaited before anything is drawn in that language. */
export async function loadMessages(language: Language): Promise<void> {
  if (!loaded.has(language)) loaded.set(language, await LOADERS[language]())
}

export function messagesOf(language: Language): Messages {
  const messages = loaded.get(language)
  if (!messages) throw new Error(`the words of ${language} are not loaded: await loadMessages`)
  return messages
}

export const LanguageContext = createContext<Language>('en')

export function useMessages(): Messages {
  return messagesOf(useContext(LanguageContext))
}

export function useLanguage(): Language {
  return useContext(LanguageContext)
}
