import { ToggleGroup } from 'radix-ui'
import type { ReactNode } from 'react'

interface ToggleProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: ReactNode; lang?: string }[]
  onChange: (value: T) => void
}

/** One of few. Arrow keys move among them; one is always on. */
export function Toggle<T extends string>({ label, value, options, onChange }: ToggleProps<T>) {
  const choose = (next: string): void => {
    const option = options.find((one) => one.value === next)
    if (option) onChange(option.value)
  }
  return (
    <ToggleGroup.Root className="toggle-group" type="single" value={value} onValueChange={choose} aria-label={label}>
      {options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} lang={option.lang}>
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
