/** Language and theme: kept in the browser, first guessed from it. */
import { useEffect, useState } from 'react'
import type { Language } from '../ui/language.ts'

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const
export type Theme = (typeof THEMES)[number]

function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const value = localStorage.getItem(key)
  return allowed.find((name) => name === value) ?? otherwise
}

export function usePreferences() {
  const [language, setLanguage] = useState<Language>(() => kept('language', ['en', 'ja'], navigator.language.startsWith('ja') ? 'ja' : 'en'))
  const [theme, setTheme] = useState<Theme>(() => kept('theme', THEMES, 'auto'))
  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem('language', language)
  }, [language])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    localStorage.setItem('theme', theme)
  }, [theme])
  return { language, setLanguage, theme, setTheme }
}
