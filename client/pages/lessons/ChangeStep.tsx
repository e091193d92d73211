/** The reader changes the settings; each try is run and judged against the goal. */
import { Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { plainWords } from '../../content/prose.ts'
import { RunFigures, type ShownFigure } from '../../figures/RunFigures.tsx'
import { signalsOf } from '../../figures/signalsOf.ts'
import { judge } from '../../model/claims/judge.ts'
import { commandOf } from '../../model/command.ts'
import { labLink } from '../../model/labLink.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import type { ChangeStep as Step } from './stepOfKind.ts'

interface ChangeStepProps {
  slug: string
  step: Step
  show: readonly ShownFigure[]
  capabilities: Capabilities
  onReached: (slug: string) => void
}

export function ChangeStep({ slug, step, show, capabilities, onReached }: ChangeStepProps) {
  const words = useTeachingWords()
  const language = useLanguage()
  const { logs, running, runAll, settings, canRun, recorded } = useExperiments(`${slug} change`, step.tries, capabilities)
  const [last, setLast] = useState<number | null>(null)
  const verdicts = logs.map((log) => (log ? judge(step.goal, log.events) : null))
  const reached = verdicts.some((verdict) => verdict?.judged && verdict.holds)
  const log = last === null ? null : logs[last]
  const shown = last === null ? undefined : step.tries[last]
  useEffect(() => {
    if (reached) onReached(slug)
  }, [reached, onReached, slug])

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
                  aria-pressed={last === at}
                  disabled={!canRun || running || !settings[at]}
                  onClick={() => void runAll([at]).then(() => setLast(at))}
                >
                  <Play aria-hidden="true" /> <Prose words={label} />
                </button>
                <code>{commandOf(run)}</code>
                {verdict?.judged && <span className="chip">{verdict.holds ? `✓ ${words.lessons.reached}` : `✗ ${words.lessons.notReached}`}</span>}
                {!settings[at] && <span className="quiet">{words.wantsRoot}</span>}
              </li>
            )
          })}
        </ul>
        <p role="status" className="lesson-text" data-goal={reached}>
          {reached && <Prose words={step.reached} />}
        </p>
      </div>
      {log && shown && capabilities.catalog && (
        <div className="change-run">
          <RunFigures
            titles={[plainWords(shown.label[language])]}
            logs={[log]}
            show={shown.run.strategy.startsWith('hazard-') ? [...new Set<ShownFigure>(['findings', ...show])] : show.filter((one) => one !== 'findings')}
            compact
            catalog={capabilities.catalog}
            asked={signalsOf(shown.run)}
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
