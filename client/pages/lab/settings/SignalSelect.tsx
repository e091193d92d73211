import type { Catalog } from '../../../../protocol/catalog.ts'

interface SignalSelectProps {
  label: string
  catalog: Catalog
  value: string
  /** Label for "no signal"; left out where a signal is always chosen. */
  none?: string
  /** Signals that cannot be chosen. */
  without?: readonly string[]
  onChange: (signal: string) => void
}

/** Any signal of the catalog, by name and number. */
export function SignalSelect({ label, catalog, value, none, without = [], onChange }: SignalSelectProps) {
  return (
    <select className="select" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {catalog.signals
        .filter(({ name }) => !without.includes(name))
        .map(({ name, number }) => (
          <option key={name} value={name}>
            SIG{name} ({number})
          </option>
        ))}
    </select>
  )
}
