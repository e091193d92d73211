/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { secondsLeft } from '../class/secondsLeft.ts'
import { useSeat } from './useClass.ts'

/** Seconds at which the clock speaks. It would be a nuisance to hear each of them. */
const SPEAKS = 10

/** How long a vote stays open. Only the server closes it; this looks at the server's clock. */
export function Clock({ closesAt, ahead }: { closesAt: number; ahead: number }) {
  const { words } = useSeat()
  const [left, setLeft] = useState(() => secondsLeft(closesAt, ahead))
  useEffect(() => {
    const tick = (): void => setLeft(secondsLeft(closesAt, ahead))
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [closesAt, ahead])
  return (
    <span className="seat-clock">
      <span role="timer" aria-live="off">
        {words.ask.seconds(left)}
      </span>
      <span className="visually-hidden" role="status">
        {left === 0 ? words.ask.over : left <= SPEAKS ? words.ask.soon : ''}
      </span>
    </span>
  )
}
