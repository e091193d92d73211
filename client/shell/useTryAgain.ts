import { useEffect } from 'react'
import { tryAgain } from '../content/fetchedOnce.ts'

/** Tries again what could not be fetched: when the network or the server is back, and when the reader goes to another page or Back. */
export function useTryAgain(path: string, reach: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of either is a reason.
  useEffect(tryAgain, [path, reach === 'open'])
  useEffect(() => {
    window.addEventListener('online', tryAgain)
    return () => window.removeEventListener('online', tryAgain)
  }, [])
}
