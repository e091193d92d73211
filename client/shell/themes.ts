import { stored } from './stored.ts'

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const
export type Theme = (typeof THEMES)[number]

/** The one chosen before. */
export function firstTheme(): Theme {
  return stored('theme', THEMES, 'auto')
}

/** The language chosen before, else the browser's. */
export function storedLanguage(): 'en' | 'ja' {
  return stored('language', ['en', 'ja'], navigator.language.startsWith('ja') ? 'ja' : 'en')
}
