/** One button that holds the child until the reader lets go, and runs at once; beside it the care that the strategy may leave out. */
import { Snowflake } from 'lucide-react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import { caresOf, frozen, withCare } from '../../model/freeze.ts'
import { useLabWords } from '../../words/labWords.ts'

interface FreezeProps {
  settings: RunSettings
  catalog: Catalog
  disabled: boolean
  onChange: (settings: RunSettings) => void
  /** Takes the settings, and runs them. */
  onRun: (settings: RunSettings) => void
}

export function Freeze({ settings, catalog, disabled, onChange, onRun }: FreezeProps) {
  const words = useLabWords()
  const cares = caresOf(settings, catalog)
  return (
    <div className="lab-freeze">
      <button type="button" className="button" disabled={disabled} onClick={() => onRun(frozen(settings))}>
        <Snowflake aria-hidden="true" /> {words.freeze}
      </button>
      {cares.length > 0 && (
        <fieldset aria-label={words.cares}>
          {cares.map(({ care, on }) => (
            <label key={care} className="lab-switch">
              <input type="checkbox" checked={on} onChange={(event) => onChange(withCare(settings, care, event.target.checked))} />
              {words.care[care]}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
