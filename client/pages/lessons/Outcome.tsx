/** Prediction, result and reason side by side. */
import type { ReactNode } from 'react'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import type { PredictStep } from './stepOfKind.ts'

interface OutcomeProps {
  step: PredictStep
  prediction: { choice: number | null; reason: string } | undefined
  seen: { choice: number | null; words: string } | undefined
  /** The answer that the run confirmed; null if nothing was run here. */
  borneOut: number | null
  /** The run was played from a recording. */
  recorded: boolean
  /** What in the run decided it. */
  evidence: ReactNode
}

export function Outcome({ step, prediction, seen, borneOut, recorded, evidence }: OutcomeProps) {
  const { lessons: words } = useTeachingWords()
  const rightAt = borneOut ?? step.options.findIndex(({ right }) => right)
  const right = step.options[rightAt]
  const chosen = prediction?.choice === null || prediction === undefined ? undefined : step.options[prediction.choice]
  const saw = seen?.choice === null || seen === undefined ? undefined : step.options[seen.choice]
  if (!right) return null
  const others = step.options.filter((option) => option !== right && option !== chosen)
  return (
    <div className="outcome">
      <div className="outcome-columns">
        <section aria-label={words.yourAnswer} data-right={chosen ? chosen === right : undefined}>
          <h3>{words.yourAnswer}</h3>
          <p>{chosen ? <Prose words={chosen.text} /> : words.skipped}</p>
          {prediction?.reason && (
            <p className="quiet">
              {words.yourReason}
              <Colon />
              {prediction.reason}
            </p>
          )}
          {chosen && <p className="outcome-verdict">{chosen === right ? `✓ ${words.right}` : `✗ ${words.wrong}`}</p>}
        </section>
        {(saw || seen?.words) && (
          <section aria-label={words.youSaw} data-right={saw ? saw === right : undefined}>
            <h3>{words.youSaw}</h3>
            {saw && (
              <p>
                <Prose words={saw.text} />
              </p>
            )}
            {seen?.words && <p className="quiet">{seen.words}</p>}
            {saw && <p className="outcome-verdict">{saw === right ? `✓ ${words.sawSame}` : `✗ ${words.sawOther}`}</p>}
          </section>
        )}
        <section aria-label={words.result} data-right="true">
          <h3>{words.result}</h3>
          <p>
            <Prose words={right.text} />
          </p>
          <p className="quiet">{borneOut === null ? words.tested : recorded ? words.decidedRecorded : words.decided}</p>
        </section>
        <section aria-label={words.because}>
          <h3>{words.because}</h3>
          {chosen && chosen !== right && (
            <p>
              <Prose words={chosen.reason} />
            </p>
          )}
          <p>
            <Prose words={right.reason} />
          </p>
        </section>
      </div>
      {evidence}
      {others.length > 0 && (
        <details>
          <summary>{words.others}</summary>
          <ul>
            {others.map((option, at) => (
              <li key={at}>
                <em>
                  <Prose words={option.text} />
                </em>{' '}
                <Prose words={option.reason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
