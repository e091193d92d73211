/** Two choices, by language and by hazard. Each counts what it would show beside the other. */
import { INCIDENT_HAZARDS, INCIDENT_LANGUAGES } from '../../../protocol/lessons.ts'
import { INCIDENTS } from '../../content/incidents.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { ANY, type IncidentFilter, isShown } from './incidentFilter.ts'

interface FilterBarProps {
  filter: IncidentFilter
  onFilter: (filter: IncidentFilter) => void
}

export function FilterBar({ filter, onFilter }: FilterBarProps) {
  const { incidents: words } = useTeachingWords()
  const count = (one: IncidentFilter): number => INCIDENTS.filter((incident) => isShown(incident, one)).length
  const labelled = (name: string, one: IncidentFilter): string => `${name} ${count(one)}`
  return (
    <div className="incident-filter">
      <div>
        <span aria-hidden="true">{words.language}</span>
        <Toggle
          label={words.language}
          value={filter.language}
          onChange={(language) => onFilter({ ...filter, language })}
          options={([ANY, ...INCIDENT_LANGUAGES] as const).map((value) => ({
            value,
            name: value !== ANY,
            label: labelled(value === ANY ? words.any : words.languages[value], { ...filter, language: value }),
          }))}
        />
      </div>
      <div>
        <span aria-hidden="true">{words.hazard}</span>
        <Toggle
          label={words.hazard}
          value={filter.hazard}
          onChange={(hazard) => onFilter({ ...filter, hazard })}
          options={([ANY, ...INCIDENT_HAZARDS] as const).map((value) => ({
            value,
            label: labelled(value === ANY ? words.any : words.hazards[value], { ...filter, hazard: value }),
          }))}
        />
      </div>
    </div>
  )
}
