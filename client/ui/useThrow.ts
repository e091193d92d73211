import { useCallback, useState } from 'react'

/** Throws, while drawing, what failed outside of it: a boundary sees nothing else. */
export function useThrow(): (fault: unknown) => void {
  const [thrown, setThrown] = useState<{ fault: unknown } | null>(null)
  const fail = useCallback((fault: unknown) => setThrown({ fault }), [])
  if (thrown) throw thrown.fault
  return fail
}
