/** Language, theme, pace and the order of runs: stored in the browser, and at first guessed from it. A language named in the link wins. */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Language } from '../../protocol/language.ts'
import { classroom } from '../class/classroom.ts'
import { keptClass } from '../class/keptClass.ts'
import { loadFirstCode } from '../content/code.ts'
import { readLink } from '../model/link.ts'
import { type Pace, paceOf, paceWord } from '../model/pace.ts'
import { hashQuery, onAddress } from '../runs/hashAddress.ts'
import { RUN_ORDERS, type RunOrder } from '../runs/useRunOrder.ts'
import { loadWords } from '../words/messageGroup.ts'
import { storage, stored } from './browserStorage.ts'
import { firstTheme, storedLanguage, type Theme } from './themes.ts'

/** The language of the link, else the one chosen before, else the browser's. */
export function firstLanguage(): Language {
  return linked() ?? storedLanguage()
}

/** All messages of a language. Await it before drawing the page in that language. */
export async function loadLanguage(language: Language): Promise<void> {
  await Promise.all([loadWords(language), loadFirstCode(language)])
}

export function usePreferences() {
  // Only the language: the rest of the address changes with each step of a cursor.
  const named = useSyncExternalStore(onAddress, linked)
  const [language, showLanguage] = useState<Language>(firstLanguage)
  const setLanguage = useCallback((next: Language) => void loadLanguage(next).then(() => showLanguage(next)), [])
  const wall = classroom()?.as === 'screen' || keptClass()?.as === 'screen'
  const [theme, setTheme] = useState<Theme>(() => (wall ? 'projector' : firstTheme()))
  useEffect(() => {
    if (named) setLanguage(named)
  }, [named, setLanguage])
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
  const [order, setOrder] = useState<RunOrder>(() => stored('runs', RUN_ORDERS, 'together'))
  useEffect(() => storage()?.setItem('runs', order), [order])
  const orders = useMemo(() => [order, setOrder] as const, [order])
  return { language, setLanguage, theme, setTheme, paces, orders }
}

/** The language that the link names. */
function linked(): Language | undefined {
  const verdict = readLink(hashQuery())
  return verdict.ok ? verdict.state.language : undefined
}
