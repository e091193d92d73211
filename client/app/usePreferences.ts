/** Language and theme: kept in the browser, first guessed from it. A link that names a language wins. */
import { useEffect, useState } from 'react'
import { readLink } from '../model/link.ts'
import type { Language } from '../ui/language.ts'
import { useHashQuery } from './hashLocation.ts'

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const
export type Theme = (typeof THEMES)[number]

function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const value = storage()?.getItem(key)
  return allowed.find((name) => name === value) ?? otherwise
}

/** A frame on another page, or a strict browser, may have none. */
function storage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

export function usePreferences() {
  const query = useHashQuery()
  const [language, setLanguage] = useState<Language>(() => linked(query) ?? kept('language', ['en', 'ja'], navigator.language.startsWith('ja') ? 'ja' : 'en'))
  const [theme, setTheme] = useState<Theme>(() => kept('theme', THEMES, 'auto'))
  useEffect(() => {
    const named = linked(query)
    if (named) setLanguage(named)
  }, [query])
  useEffect(() => {
    document.documentElement.lang = language
    storage()?.setItem('language', language)
  }, [language])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    storage()?.setItem('theme', theme)
  }, [theme])
  return { language, setLanguage, theme, setTheme }
}

function linked(query: string): Language | undefined {
  const verdict = readLink(query)
  return verdict.ok ? verdict.state.language : undefined
}
