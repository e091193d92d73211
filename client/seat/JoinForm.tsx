/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { digitsOf } from '../../protocol/room.ts'
import { enterClass } from '../class/enterClass.ts'
import { LanguageLinks } from './LanguageLinks.tsx'
import { useSeat } from './useClass.ts'

const DIGITS = 8

/** The code is typed here. A keypad is enough; a Japanese keyboard's full-width digits count as well. */
export function JoinForm({ problem }: { problem: { says: string; cure: string } | null }) {
  const { words, look } = useSeat()
  const [typed, setTyped] = useState('')
  const [short, setShort] = useState<number | null>(null)
  const submit = (event: Event): void => {
    event.preventDefault()
    const code = digitsOf(typed)
    if (code.length === DIGITS) enterClass({ code, as: 'student' })
    else setShort(code.length)
  }
  return (
    <main className="seat" id="main">
      <form className="seat-join" onSubmit={submit}>
        <h1>{words.join.title}</h1>
        <label>
          {words.join.code}
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            enterKeyHint="go"
            maxLength={20}
            value={typed}
            aria-describedby="join-hint"
            onInput={({ currentTarget }) => {
              setTyped(currentTarget.value)
              setShort(null)
            }}
          />
        </label>
        <p id="join-hint" className="quiet">
          {words.join.hint}
        </p>
        {short !== null && <p role="alert">{words.join.digits(short)}</p>}
        {short === null && problem && (
          <p role="alert">
            <strong>{problem.says}</strong> {problem.cure}
          </p>
        )}
        <button type="submit" className="button" data-tone="primary">
          {words.join.enter}
        </button>
        <button type="button" className="button" data-tone="plain" onClick={() => look('/')}>
          {words.join.home}
        </button>
        <LanguageLinks />
      </form>
    </main>
  )
}
