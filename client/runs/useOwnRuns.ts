import { useCallback, useEffect, useRef } from 'react'
import type { Capabilities } from './capabilities.ts'

/** Tracks each run that a page requests. When the reader leaves the page, cancels them, because the next page waits for its turn. */
export function useEndOnLeave({ cancel }: Pick<Capabilities, 'cancel'>): <T>(run: Promise<T>) => Promise<T> {
  const under = useRef(0)
  useEffect(
    () => () => {
      if (under.current > 0) cancel()
    },
    [cancel],
  )
  return useCallback(async <T>(run: Promise<T>): Promise<T> => {
    under.current += 1
    try {
      return await run
    } finally {
      under.current -= 1
    }
  }, [])
}
