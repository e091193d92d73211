import { type ReactNode, useId } from 'react'

interface ToggleProps<T extends string> {
  label: string
  value: T
  /** `name`: the label is a name, so it is not translated. */
  options: readonly { value: T; label: ReactNode; lang?: string; name?: boolean }[]
  onChange: (value: T) => void
}

/** A choice of one among few. Uses the browser's radio buttons: arrow keys move among them, and one is always on. */
export function Toggle<T extends string>({ label, value, options, onChange }: ToggleProps<T>) {
  const name = useId()
  return (
    <div className="toggle-group" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} lang={option.lang} translate={option.name ? 'no' : undefined}>
          <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  )
}
