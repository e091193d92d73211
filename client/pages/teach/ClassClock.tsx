import { useEffect, useState } from 'react'
import { keepWord, readWord } from '../../class/classStorage.ts'
import { useTeachWords } from '../../words/teachWords.ts'

const keyOf = (room: string): string => `class-began:${room}`

/** How long the class has been going. A reload does not begin anew. */
export function ClassClock({ room }: { room: string }) {
  const { console: words } = useTeachWords()
  const [began, setBegan] = useState(() => stored(room))
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.floor((now - began) / 1000))
  const said = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <p className="class-clock">
      <span aria-label={words.clock} role="timer">
        {said}
      </span>{' '}
      <button type="button" className="button" data-tone="plain" onClick={() => setBegan(store(room))}>
        {words.clockReset}
      </button>
    </p>
  )
}

function stored(room: string): number {
  return Number(readWord('tab', keyOf(room))) || store(room)
}

function store(room: string): number {
  const now = Date.now()
  keepWord('tab', keyOf(room), String(now))
  return now
}
