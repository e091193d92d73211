/** One claim opened: why, its runs judged here and now, and the run itself at the event that decides it. */
import { Play, Square } from 'lucide-react'
import { useState } from 'react'
import type { Laboratory } from '../app/laboratory.ts'
import { useExperiments } from '../app/useExperiments.ts'
import { sourcesOf, type ToldClaim } from '../content/teaching.ts'
import { judge } from '../model/claims/judge.ts'
import { commandOf } from '../model/command.ts'
import { labLink } from '../model/labLink.ts'
import { SourceList } from '../ui/Sources/SourceList.tsx'
import { useTeachingWords } from '../ui/teachingWords.ts'
import { ClaimReasons } from '../views/Claims/ClaimReasons.tsx'
import { TrialTable } from '../views/Claims/TrialTable.tsx'
import { RunFigures } from './RunFigures.tsx'
import { signalsOf } from './signalsOf.ts'

export function OpenClaim({ claim, laboratory }: { claim: ToldClaim; laboratory: Laboratory }) {
  const words = useTeachingWords()
  const experiments = useExperiments(claim.id, claim.trials, laboratory)
  const { logs, running, runAll, cancel, settings, canRun } = experiments
  const [shown, setShown] = useState<{ place: number; seq: number | undefined } | null>(null)
  const judgements = claim.trials.map((trial, at) => {
    const check = trial.check ?? claim.check
    const log = logs[at]
    return log && check ? judge(check, log.events) : null
  })
  const log = shown ? logs[shown.place] : undefined
  const trial = shown ? claim.trials[shown.place] : undefined
  const first = (place: number): number | undefined => {
    const judgement = judgements[place]
    return judgement?.judged ? judgement.evidence[0] : undefined
  }
  const run = async (places?: readonly number[]): Promise<void> => {
    await runAll(places)
    setShown({ place: places?.[0] ?? settings.findIndex(Boolean), seq: undefined })
  }
  const at = shown ? (shown.seq ?? first(shown.place)) : undefined

  return (
    <>
      <ClaimReasons claim={claim} />
      {claim.trials.length === 0 ? (
        <p className="quiet">{words.claims.byReading}</p>
      ) : (
        <section className="claim-trials" aria-label={words.claims.trials}>
          <div className="claim-trials-head">
            <h4>{words.claims.trials}</h4>
            <button type="button" className="button" data-tone="primary" disabled={!canRun || running} onClick={() => void run()}>
              <Play aria-hidden="true" /> {running ? words.running : words.claims.runAll}
            </button>
            {running && (
              <button type="button" className="button" onClick={cancel}>
                <Square aria-hidden="true" /> {words.cancel}
              </button>
            )}
          </div>
          <TrialTable
            trials={claim.trials}
            judgements={judgements}
            possible={settings.map((one) => one !== undefined)}
            canRun={canRun && !running}
            chosen={shown?.place ?? null}
            onRun={(place) => void run([place])}
            onShow={(place, seq) => setShown({ place, seq })}
          />
        </section>
      )}
      {log && trial && laboratory.catalog && (
        <section className="panel" aria-label={words.evidence} data-evidence-at={at}>
          <RunFigures
            titles={[commandOf(trial.run)]}
            logs={[log]}
            show={trial.run.strategy.startsWith('hazard-') ? ['findings', 'timeline'] : ['timeline', 'memory', 'passport']}
            catalog={laboratory.catalog}
            asked={signalsOf(trial.run)}
            at={at}
          />
          <p>
            <a className="button" href={labLink(trial.run)}>
              {words.openInLab}
            </a>
          </p>
        </section>
      )}
      <SourceList sources={sourcesOf(claim.sources)} />
      {claim.lesson !== undefined && (
        <p>
          <a href={`#/lessons/${claim.lesson}`}>{words.claims.lesson}</a>
        </p>
      )}
    </>
  )
}
