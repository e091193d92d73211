/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { useSeat } from './useClass.ts'

/** Seconds at which the clock speaks. It would be a nuisance to hear each of them. */
const SPEAKS = 10

/** How long a vote stays open. Only the server closes it; this looks at the server's clock. */
export function Clock({ closesAt, ahead }: { closesAt: number | null; ahead: number }) {
  const { words } = useSeat()
  const [left, setLeft] = useState(() => secondsLeft(closesAt, ahead))
  useEffect(() => {
    if (closesAt === null) return
    const tick = (): void => setLeft(secondsLeft(closesAt, ahead))
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [closesAt, ahead])
  if (closesAt === null) return null
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

function secondsLeft(closesAt: number | null, ahead: number): number {
  return closesAt === null ? 0 : Math.max(0, Math.ceil((closesAt - Date.now() - ahead) / 1000))
}
