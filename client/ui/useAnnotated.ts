import { useEffect, useSyncExternalStore } from 'react'
import { listingOf, loadAnnotated, notesOf, subscribe } from '../content/annotated.ts'

/** Code and notes of a strategy; empty until they have come. */
export function useAnnotated(strategy: string, language: string) {
  const listing = useSyncExternalStore(subscribe, () => listingOf(strategy))
  const notes = useSyncExternalStore(subscribe, () => notesOf(strategy, language))
  useEffect(() => void loadAnnotated(strategy), [strategy])
  return { listing, notes }
}
