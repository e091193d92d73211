import { useEffect, useState } from 'react'
import { secondsLeft } from '../../class/secondsLeft.ts'
import { useTeachWords } from '../../words/teachWords.ts'

/** Seconds left of a vote. */
export function Countdown({ closesAt, ahead }: { closesAt: number; ahead: number }) {
  const { console: words } = useTeachWords()
  const [left, setLeft] = useState(() => secondsLeft(closesAt, ahead))
  useEffect(() => {
    const tick = (): void => setLeft(secondsLeft(closesAt, ahead))
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [closesAt, ahead])
  return <span role="timer">{words.seconds(left)}</span>
}
