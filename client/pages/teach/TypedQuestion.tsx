/** A question that the teacher types. Which answer is right stays in his browser until he shows it. */
import { type FormEvent, useState } from 'react'
import { isPlainText, OPTIONS, optionLetter } from '../../../protocol/room.ts'
import { keepRight } from '../../class/typedRight.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { useTeachWords } from '../../words/teachWords.ts'

const NONE = -1
const cleaned = (text: string): string => text.normalize('NFC').trim()

export function TypedQuestion({ here: { line, view }, seconds }: { here: InClass; seconds: number | null }) {
  const { console: words } = useTeachWords()
  const [text, setText] = useState('')
  const [options, setOptions] = useState<readonly string[]>(Array<string>(4).fill(''))
  const [right, setRight] = useState(NONE)
  const given = options.map(cleaned)
  const filled = given.filter((one) => one !== '')
  const ready = cleaned(text) !== '' && filled.length >= OPTIONS.fewest && [cleaned(text), ...filled].every(isPlainText)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!ready) return
    const place = right === NONE ? NONE : given.slice(0, right).filter((one) => one !== '').length
    keepRight(view.room ?? '', (view.state?.asked.length ?? 0) + 1, right === NONE || given[right] === '' ? [] : [place])
    line.act({ of: 'ask', ref: { of: 'typed', text: cleaned(text), options: filled }, seconds })
    setText('')
    setOptions(Array<string>(4).fill(''))
    setRight(NONE)
  }
  return (
    <details className="console-typed">
      <summary>{words.typed}</summary>
      <form onSubmit={submit}>
        <label>
          {words.typedText}
          <textarea maxLength={200} rows={2} value={text} onChange={({ target }) => setText(target.value)} />
        </label>
        {options.map((option, at) => (
          <label key={at}>
            {words.typedOption(optionLetter(at))}
            <input type="text" maxLength={80} value={option} onChange={({ target }) => setOptions(options.map((one, n) => (n === at ? target.value : one)))} />
          </label>
        ))}
        <label>
          {words.typedRight}{' '}
          <select className="select" value={right} onChange={({ target }) => setRight(Number(target.value))}>
            <option value={NONE}>{words.typedNone}</option>
            {options.map((_, at) => (
              <option key={at} value={at} disabled={given[at] === ''}>
                {optionLetter(at)}
              </option>
            ))}
          </select>
        </label>
        <p className="quiet">{words.typedHint}</p>
        <button type="submit" className="button" disabled={!ready}>
          {words.typedAsk}
        </button>
      </form>
    </details>
  )
}
