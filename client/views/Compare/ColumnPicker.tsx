import type { Catalog } from '../../../protocol/catalog.ts'
import type { ColumnChoice } from '../../model/link.ts'
import { useMessages } from '../../ui/language.ts'

interface ColumnPickerProps {
  at: number
  choice: ColumnChoice
  catalog: Catalog
  onChange: (choice: ColumnChoice) => void
}

/** What a column shows: strategy, edition, and the switches of its own that lead to another mechanism. */
export function ColumnPicker({ at, choice, catalog, onChange }: ColumnPickerProps) {
  const words = useMessages()
  const known = catalog.strategies.find(({ id }) => id === choice.strategy)
  const { strategy, edition, set = {} } = choice
  const switches = known?.settings.filter((setting) => setting.kind === 'switch') ?? []
  const today = known?.editions.find(({ aliases }) => aliases.includes('today'))?.name

  const chooseEdition = (name: string): void => onChange({ strategy, ...(name !== today && { edition: name }), ...(choice.set && { set }) })
  const chooseSwitch = (key: string, on: boolean, fallback: boolean): void => {
    const { [key]: _, ...rest } = set
    const next = on === fallback ? rest : { ...rest, [key]: on ? 'on' : 'off' }
    onChange({ strategy, ...(edition !== undefined && { edition }), ...(Object.keys(next).length > 0 && { set: next }) })
  }

  return (
    <div className="picker">
      <select className="select" aria-label={words.column(at + 1)} value={strategy} onChange={(event) => onChange({ strategy: event.target.value })}>
        {!known && <option value={strategy}>{words.storedRun}</option>}
        {catalog.strategies.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {known && known.editions.length > 1 && (
        <select className="select" aria-label={words.edition(known.title)} value={edition ?? today} onChange={(event) => chooseEdition(event.target.value)}>
          {known.editions.map(({ name, versions, mechanism, aliases }) => (
            <option key={name} value={name}>
              {words.editionOption(versions, mechanism, aliases.includes('article'))}
            </option>
          ))}
        </select>
      )}
      {switches.length > 0 && (
        <details className="picker-switches">
          <summary>{words.ownSettings(Object.keys(set).length)}</summary>
          {switches.map((setting) => (
            <label key={setting.key} title={setting.sentence}>
              <input
                type="checkbox"
                checked={set[setting.key] === undefined ? setting.fallback : set[setting.key] === 'on'}
                onChange={(event) => chooseSwitch(setting.key, event.target.checked, setting.fallback)}
              />
              <span>
                <code>{setting.key}</code> {setting.sentence}
              </span>
            </label>
          ))}
        </details>
      )}
    </div>
  )
}
