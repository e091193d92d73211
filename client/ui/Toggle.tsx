import { type ReactNode, useId } from 'react'

interface ToggleProps<T extends string> {
  label: string
  value: T
  /** `name`: the label is a name, the same in every language. */
  options: readonly { value: T; label: ReactNode; lang?: string; name?: boolean }[]
  onChange: (value: T) => void
}

/** One of few. The browser's own radio buttons, so arrow keys move among them and one is always on. */
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
