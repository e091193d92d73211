import { useEffect, useState } from 'react'
import type { Setting } from '../../../../protocol/catalog.ts'
import { useLabWords } from '../../../words/labWords.ts'

interface NumberInputProps {
  setting: Extract<Setting, { kind: 'integer' }>
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** A whole number in its range; empty means not set. An invalid value is marked and not passed on. */
export function NumberInput({ setting, value, onChange }: NumberInputProps) {
  const words = useLabWords()
  const { min, max, unit, fallback, flag, key } = setting
  const label = flag === '--set' ? key : flag
  const [text, setText] = useState(value === undefined ? '' : String(value))
  useEffect(() => setText((before) => (Number(before) === value && before !== '' ? before : value === undefined ? '' : String(value))), [value])
  const fits = text === '' || (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max)
  return (
    <span className="lab-number">
      <input
        className="field"
        inputMode="numeric"
        aria-label={label}
        aria-invalid={!fits}
        placeholder={fallback === null ? words.unset : String(fallback)}
        value={text}
        onChange={(event) => {
          const next = event.target.value.trim()
          setText(next)
          if (next === '') onChange(undefined)
          else if (/^\d{1,9}$/.test(next) && Number(next) >= min && Number(next) <= max) onChange(Number(next))
        }}
      />
      <span className={fits ? 'quiet' : 'lab-wrong'} role={fits ? undefined : 'alert'}>
        {words.range(min, max, unit)}
      </span>
    </span>
  )
}
