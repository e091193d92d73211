/** The reader changes the settings; each try is run and judged against the goal. */
import { Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CompiledLesson } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import { RunFigures, type ShownFigure } from '../../figures/RunFigures.tsx'
import { signalsToFollow } from '../../figures/signalsOf.ts'
import { judge } from '../../model/claims/judge.ts'
import { commandOf } from '../../model/command.ts'
import { labLink } from '../../model/labLink.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import type { ChangeStep as Step } from './stepOfKind.ts'
import type { Predictions } from './usePredictions.ts'

interface ChangeStepProps {
  lesson: CompiledLesson
  step: Step
  capabilities: Capabilities
  predictions: Predictions
}

export function ChangeStep({ lesson, step, capabilities, predictions }: ChangeStepProps) {
  const { slug, show } = lesson
  const { finish } = predictions
  const words = useTeachingWords()
  const language = useLanguage()
  const { logs, running, runAll, canRun, recorded } = useExperiments(`${slug} change`, step.tries, capabilities, {
    kept: predictions.runs,
    orRecorded: true,
  })
  const [last, setLast] = useState<number | null>(null)
  const verdicts = logs.map((log) => (log ? judge(step.goal, log.events) : null))
  const reached = verdicts.some((verdict) => verdict?.judged && verdict.holds)
  // After a reload nobody has pressed anything yet: the last run that there is stands there.
  const shownAt = last ?? logs.findLastIndex(Boolean)
  const log = logs[shownAt]
  const shown = step.tries[shownAt]
  useEffect(() => {
    if (reached) finish(slug)
  }, [reached, finish, slug])

  return (
    <div className="change-step">
      <div className="change-tries">
        <p className="lesson-text">
          <Prose words={step.task} />
        </p>
        {recorded && <p className="quiet">{words.notHere}</p>}
        <ul className="tries">
          {step.tries.map(({ run, label }, at) => {
            const verdict = verdicts[at]
            return (
              <li key={at} data-reached={verdict?.judged ? verdict.holds : undefined}>
                <button
                  type="button"
                  className="button"
                  aria-pressed={shownAt === at}
                  disabled={!canRun || running}
                  onClick={() => void runAll([at]).then(() => setLast(at))}
                >
                  <Play aria-hidden="true" /> <Prose words={label} />
                </button>
                <code>{commandOf(run)}</code>
                {verdict?.judged && <span className="chip">{verdict.holds ? `✓ ${words.lessons.reached}` : `✗ ${words.lessons.notReached}`}</span>}
              </li>
            )
          })}
        </ul>
        {!recorded && logs.some((one) => one?.source === 'recorded') && <p className="quiet">{words.recordedInstead}</p>}
        <p role="status" className="lesson-text" data-goal={reached}>
          {reached && <Prose words={step.reached} />}
        </p>
        {(reached || predictions.done(slug)) && (
          <section className="lesson-learned" aria-label={words.lessons.learned}>
            <h3>{words.lessons.learned}</h3>
            <p>
              <Prose words={lesson.learned} />
            </p>
          </section>
        )}
      </div>
      {log && shown && capabilities.catalog && (
        <div className="change-run">
          <RunFigures
            titles={[plainWords(shown.label[language])]}
            logs={[log]}
            show={shown.run.strategy.startsWith('hazard-') ? [...new Set<ShownFigure>(['findings', ...show])] : show.filter((one) => one !== 'findings')}
            compact
            catalog={capabilities.catalog}
            asked={signalsToFollow([shown.run])}
          >
            <a className="button" href={labLink(shown.run)}>
              {words.openInLab}
            </a>
          </RunFigures>
        </div>
      )}
    </div>
  )
}
