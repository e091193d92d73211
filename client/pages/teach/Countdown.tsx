import { useEffect, useState } from 'react'
import { useTeachWords } from '../../words/teachWords.ts'

/** Seconds left of a vote, by the server's clock. */
export function Countdown({ closesAt, ahead }: { closesAt: number | null; ahead: number }) {
  const { console: words } = useTeachWords()
  const [, tick] = useState(0)
  useEffect(() => {
    if (closesAt === null) return
    const timer = setInterval(() => tick((count) => count + 1), 250)
    return () => clearInterval(timer)
  }, [closesAt])
  if (closesAt === null) return null
  return <span role="timer">{words.seconds(Math.max(0, Math.ceil((closesAt - Date.now() - ahead) / 1000)))}</span>
}
