import { useEffect, useState } from 'react'

/** True once something has been the case for so long. What is over sooner need not be shown: it would only come and go. */
export function useLasting(on: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false)
  if (lasts && !on) setLasts(false)
  useEffect(() => {
    if (!on) return
    const timer = setTimeout(() => setLasts(true), ms)
    return () => clearTimeout(timer)
  }, [on, ms])
  return on && lasts
}
