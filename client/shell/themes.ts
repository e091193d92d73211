import { kept } from './stored.ts'

export const THEMES = ['auto', 'light', 'dark', 'projector'] as const
export type Theme = (typeof THEMES)[number]

/** The one chosen before. */
export function firstTheme(): Theme {
  return kept('theme', THEMES, 'auto')
}

/** The language chosen before, else the browser's. */
export function keptLanguage(): 'en' | 'ja' {
  return kept('language', ['en', 'ja'], navigator.language.startsWith('ja') ? 'ja' : 'en')
}
