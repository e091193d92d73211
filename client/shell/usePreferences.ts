/** Language, theme and pace: stored in the browser, and at first guessed from it. A language named in the link wins. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Language } from '../../protocol/language.ts'
import { classroom } from '../class/classroom.ts'
import { keptClass } from '../class/keptClass.ts'
import { loadFirstCode } from '../content/code.ts'
import { readLink } from '../model/link.ts'
import { type Pace, paceOf, paceWord } from '../model/pace.ts'
import { hashQuery } from '../runs/hashAddress.ts'
import { useHashQuery } from '../runs/hashLocation.ts'
import { loadWords } from '../words/messageGroup.ts'
import { storage } from './browserStorage.ts'
import { firstTheme, storedLanguage, type Theme } from './themes.ts'

/** The language of the link, else the one chosen before, else the browser's. */
export function firstLanguage(): Language {
  return linked(hashQuery()) ?? storedLanguage()
}

/** All messages of a language. Await it before drawing the page in that language. */
export async function loadLanguage(language: Language): Promise<void> {
  await Promise.all([loadWords(language), loadFirstCode(language)])
}

export function usePreferences() {
  const query = useHashQuery()
  const [language, showLanguage] = useState<Language>(firstLanguage)
  const setLanguage = useCallback((next: Language) => void loadLanguage(next).then(() => showLanguage(next)), [])
  const wall = classroom()?.as === 'screen' || keptClass()?.as === 'screen'
  const [theme, setTheme] = useState<Theme>(() => (wall ? 'projector' : firstTheme()))
  useEffect(() => {
    const named = linked(query)
    if (named) setLanguage(named)
  }, [query, setLanguage])
  useEffect(() => {
    document.documentElement.lang = language
    storage()?.setItem('language', language)
  }, [language])
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    // What the wall needs is not what its owner chose for his own reading.
    if (!wall) storage()?.setItem('theme', theme)
  }, [theme, wall])
  const [pace, setPace] = useState<Pace>(() => paceOf(storage()?.getItem('pace')))
  useEffect(() => storage()?.setItem('pace', paceWord(pace)), [pace])
  const paces = useMemo(() => [pace, setPace] as const, [pace])
  return { language, setLanguage, theme, setTheme, paces }
}

function linked(query: string): Language | undefined {
  const verdict = readLink(query)
  return verdict.ok ? verdict.state.language : undefined
}
