import { useEffect, useState } from 'react'

const LOOK_MS = 250

/** Whole seconds until `mostMs` after this was first asked about `what`. Stands still while `going` is false. */
export function useSecondsLeft(what: number, mostMs: number, going: boolean): number {
  const [began, setBegan] = useState({ what, at: performance.now() })
  const [now, setNow] = useState(began.at)
  if (began.what !== what) setBegan({ what, at: performance.now() })
  useEffect(() => {
    if (!going) return
    setNow(performance.now())
    const timer = setInterval(() => setNow(performance.now()), LOOK_MS)
    return () => clearInterval(timer)
  }, [going])
  return Math.max(0, Math.ceil((mostMs - Math.max(0, now - began.at)) / 1000))
}
