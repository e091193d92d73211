/** The setting under which a column's real program runs. Fetched with the first such column. */

import type { SpecimenSettingName } from '../../../protocol/specimen.ts'
import { specimenOf } from '../../content/real.ts'
import { settingFor } from '../../model/likeness/settingFor.ts'
import { type ColumnChoice, SAME_SETTINGS, type SharedSettings } from '../../model/link.ts'
import { useRealWords } from '../../words/realWords.ts'

interface RealChoiceProps {
  choice: ColumnChoice
  /** The program's settings that can be shown here. */
  offered: readonly string[]
  settings: SharedSettings
  onChange: (choice: ColumnChoice) => void
}

export function RealChoice({ choice: { strategy, specimen = SAME_SETTINGS }, offered, settings, onChange }: RealChoiceProps) {
  const words = useRealWords()
  const rules = specimenOf(strategy)
  const nearest = rules && settingFor(settings, rules)
  return (
    <>
      <select
        className="select"
        aria-label={words.settingOf(rules?.runtime ?? strategy)}
        value={specimen}
        onChange={(event) => onChange({ strategy, specimen: event.target.value })}
      >
        <option value={SAME_SETTINGS}>{words.sameSettings}</option>
        {offered.map((name) => (
          <option key={name} value={name}>
            {words.settings[name as SpecimenSettingName] ?? name}
          </option>
        ))}
      </select>
      {specimen === SAME_SETTINGS && nearest && !nearest.fits && <p className="stale">{words.noSuchSetting(rules.runtime)}</p>}
    </>
  )
}
