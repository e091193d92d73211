/** What the run of an incident has shown: the evidence, and below it the run at that place. */
import { useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledIncident } from '../../content/incidents.ts'
import { plainWords } from '../../content/prose.ts'
import { type Jump, RunFigures } from '../../figures/RunFigures.tsx'
import { signalsToFollow } from '../../figures/signalsOf.ts'
import type { Judgement } from '../../model/claims/judge.ts'
import type { RunLog } from '../../store/runLog.ts'
import { storyOf } from '../../store/storyOf.ts'
import { Evidence } from '../../views/Evidence/Evidence.tsx'
import { useLanguage } from '../../words/language.ts'

interface IncidentRunProps {
  incident: CompiledIncident
  log: RunLog
  verdict: Judgement | null
  catalog: Catalog
}

export function IncidentRun({ incident, log, verdict, catalog }: IncidentRunProps) {
  const title = plainWords(incident.title[useLanguage()])
  const [jump, setJump] = useState<Jump>()
  const judged = verdict?.judged ? verdict : null
  return (
    <>
      {judged && (
        <Evidence
          check={incident.check}
          judgement={judged}
          events={log.events}
          story={storyOf(log)}
          signals={catalog.signals}
          of={title}
          onShow={(seq) => setJump({ run: 0, seq })}
        />
      )}
      <RunFigures
        titles={[title]}
        logs={[log]}
        show={incident.run.strategy.startsWith('hazard-') ? ['findings', 'timeline'] : ['timeline', 'passport']}
        catalog={catalog}
        asked={signalsToFollow([incident.run])}
        at={judged?.evidence[0]}
        jump={jump}
      />
    </>
  )
}
