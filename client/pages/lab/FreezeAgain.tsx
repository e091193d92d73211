/** The same once more, with or without the care that the strategy takes of the window: one press takes it away and holds the child again. */
import { Snowflake } from 'lucide-react'
import { useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { type Care, caresOf, frozen, withCare } from '../../model/freeze.ts'
import { useLabWords } from '../../words/labWords.ts'

interface FreezeAgainProps {
  settings: RunSettings
  catalog: Catalog
  disabled: boolean
  onFreeze: (settings: RunSettings) => void
}

export function FreezeAgain({ settings, catalog, disabled, onFreeze }: FreezeAgainProps) {
  const words = useLabWords()
  const [chosen, setChosen] = useState<Partial<Record<Care, boolean>>>({})
  const cares = caresOf(settings, catalog).map(({ care, on }) => ({ care, on: chosen[care] ?? on }))
  // Only what the reader has changed becomes a setting.
  const next = cares.reduce((before, { care, on }) => (chosen[care] === undefined ? before : withCare(before, care, on)), settings)
  return (
    <div className="freeze-again">
      <button type="button" className="button" disabled={disabled} onClick={() => onFreeze(frozen(next))}>
        <Snowflake aria-hidden="true" /> {words.freeze.again}
      </button>
      {cares.length > 0 && (
        <fieldset aria-label={words.cares}>
          {cares.map(({ care, on }) => (
            <label key={care} className="lab-switch">
              <input type="checkbox" checked={on} onChange={(event) => setChosen({ ...chosen, [care]: event.target.checked })} />
              {words.care[care]}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
