import type { ReactNode } from 'react'
import type { CompiledIncident } from '../../content/incidents.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './incidents.css'

interface IncidentCardProps {
  incident: CompiledIncident
  /** Whether the run has shown the mechanism. Null: not run yet. */
  shown: boolean | null
  children: ReactNode
}

export function IncidentCard({ incident, shown, children }: IncidentCardProps) {
  const words = useTeachingWords()
  return (
    <li className="incident panel" id={`incident-${incident.id}`} data-incident={incident.id}>
      <p className="incident-who">
        <span translate="no">{incident.project}</span>, {incident.year} <span className="incident-hazard">{words.incidents.hazards[incident.hazard]}</span>
      </p>
      <h2>
        <Prose words={incident.title} />
      </h2>
      <ol className="incident-story">
        {incident.story.map((sentence, at) => (
          <li key={at}>
            <Prose words={sentence} />
          </li>
        ))}
      </ol>
      <p>
        <a href={incident.link} rel="noreferrer">
          {words.incidents.thread}
        </a>
      </p>
      <p className="incident-shows">
        <strong>
          {words.incidents.shows}
          <Colon />
        </strong>
        <Prose words={incident.shows} />{' '}
        {shown !== null && (
          <span className="chip" data-shown={shown} role="status">
            {shown ? `✓ ${words.incidents.shown}` : `✗ ${words.incidents.notShown}`}
          </span>
        )}
      </p>
      {children}
    </li>
  )
}
