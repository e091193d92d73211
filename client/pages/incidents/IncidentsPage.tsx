/** Real bug threads; one click shows the mechanism behind each. */

import { Play } from 'lucide-react'
import { useEffect } from 'react'
import { useParams } from 'wouter'
import { INCIDENTS } from '../../content/teaching.ts'
import { judge } from '../../model/claims/judge.ts'
import { commandOf } from '../../model/command.ts'
import { labLink } from '../../model/labLink.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { IncidentCard } from './IncidentCard.tsx'
import { IncidentRun } from './IncidentRun.tsx'
import '../../styles/teaching.css'

export function IncidentsPage() {
  const { id: named } = useParams<{ id?: string }>()
  useEffect(() => {
    if (named !== undefined) document.getElementById(`incident-${named}`)?.scrollIntoView({ block: 'center' })
  }, [named])
  const words = useTeachingWords()
  const capabilities = useCapabilities()
  const { logs, running, runAll, settings, canRun } = useExperiments('incidents', INCIDENTS, capabilities)
  return (
    <main id="main" tabIndex={-1} className="teaching">
      <header className="teaching-head">
        <h1>{words.incidents.title}</h1>
        <p>
          <WithTerms text={words.incidents.intro} />
        </p>
      </header>
      {(capabilities.reach.is === 'refused' || capabilities.reach.is === 'none') && <p className="quiet">{words.notHere}</p>}
      <ol className="incidents">
        {INCIDENTS.map((incident, at) => {
          const log = logs[at]
          const verdict = log ? judge(incident.check, log.events) : null
          return (
            <IncidentCard key={incident.id} incident={incident} shown={verdict?.judged ? verdict.holds : null}>
              <div className="incident-run">
                <code>{commandOf(incident.run)}</code>
                <button type="button" className="button" data-tone="primary" disabled={!canRun || running || !settings[at]} onClick={() => void runAll([at])}>
                  <Play aria-hidden="true" /> {log ? words.runAgain : words.run}
                </button>
                {settings[at] ? (
                  <a className="button" href={labLink(settings[at])}>
                    {words.openInLab}
                  </a>
                ) : (
                  <span className="quiet">{words.wantsRoot}</span>
                )}
              </div>
              {log && capabilities.catalog && <IncidentRun incident={incident} log={log} verdict={verdict} catalog={capabilities.catalog} />}
            </IncidentCard>
          )
        })}
      </ol>
    </main>
  )
}
