/** Real bug threads, and one click that shows the mechanism. */
import { Play } from 'lucide-react'
import { useLaboratory } from '../app/laboratory.ts'
import { useExperiments } from '../app/useExperiments.ts'
import { INCIDENTS } from '../content/teaching.ts'
import { plainWords } from '../content/told.ts'
import { judge } from '../model/claims/judge.ts'
import { commandOf } from '../model/command.ts'
import { labLink } from '../model/labLink.ts'
import { useLanguage } from '../ui/language.ts'
import { useTeachingWords } from '../ui/teachingWords.ts'
import { IncidentCard } from '../views/Incidents/IncidentCard.tsx'
import { RunFigures } from './RunFigures.tsx'
import { signalsOf } from './signalsOf.ts'
import './teaching.css'

export function IncidentsPage() {
  const words = useTeachingWords()
  const language = useLanguage()
  const laboratory = useLaboratory()
  const { logs, running, runAll, settings, canRun } = useExperiments('incidents', INCIDENTS, laboratory)
  return (
    <main id="main" tabIndex={-1} className="teaching">
      <header className="teaching-head">
        <h1>{words.incidents.title}</h1>
        <p>{words.incidents.intro}</p>
      </header>
      {(laboratory.reach.is === 'refused' || laboratory.reach.is === 'none') && <p className="quiet">{words.notHere}</p>}
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
              {log && laboratory.catalog && (
                <RunFigures
                  titles={[plainWords(incident.title[language])]}
                  logs={[log]}
                  show={incident.run.strategy.startsWith('hazard-') ? ['findings', 'timeline'] : ['timeline', 'passport']}
                  catalog={laboratory.catalog}
                  asked={signalsOf(incident.run)}
                  at={verdict?.judged ? verdict.evidence[0] : undefined}
                />
              )}
            </IncidentCard>
          )
        })}
      </ol>
    </main>
  )
}
