/** Real bug threads, filtered by language and hazard; one click shows the mechanism behind each. */

import { Play } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import { INCIDENTS } from '../../content/incidents.ts'
import { judge } from '../../model/claims/judge.ts'
import { commandOf } from '../../model/command.ts'
import { labLink } from '../../model/labLink.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { FilterBar } from './FilterBar.tsx'
import { IncidentCard } from './IncidentCard.tsx'
import { IncidentRun } from './IncidentRun.tsx'
import { type IncidentFilter, isShown, NO_FILTER, pathOf, readFilter } from './incidentFilter.ts'
import '../../styles/teaching.css'

export function IncidentsPage() {
  const params = useParams<{ id?: string; language?: string; hazard?: string }>()
  const { id: named } = params
  const [, go] = useLocation()
  const query = useSearch()
  const filter = readFilter(params)
  const shown = INCIDENTS.filter((incident) => isShown(incident, filter)).length
  const setFilter = (next: IncidentFilter): void => go(query ? `${pathOf(next)}?${query}` : pathOf(next), { replace: true })
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
      <FilterBar filter={filter} onFilter={setFilter} />
      <p className="quiet" role="status">
        {words.incidents.count(shown, INCIDENTS.length)}
      </p>
      {shown === 0 && (
        <p className="panel incidents-none">
          {words.incidents.none}{' '}
          <button type="button" className="button" onClick={() => setFilter(NO_FILTER)}>
            {words.incidents.clear}
          </button>
        </p>
      )}
      <ol className="incidents">
        {INCIDENTS.map((incident, at) => {
          if (!isShown(incident, filter)) return null
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
