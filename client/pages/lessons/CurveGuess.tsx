/** The curve as a step of a lesson: the reader locks in a guess, then sees it beside the measured curve, with the reason. */
import { type ReactNode, useState } from 'react'
import type { BenchCell } from '../../../protocol/bench.ts'
import { duration, size } from '../../model/cost.ts'
import { factorSaid, GUESSED, type Guessed, nsOfStep, offBy, stepOfNs, taskOf } from '../../model/predict.ts'
import { Guesses } from '../../views/Cost/Guesses.tsx'
import { useCostWords } from '../../words/costWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'

type Guess = Record<Guessed, number>

interface CurveGuessProps {
  /** The recorded measurement; the question is built from it. */
  recorded: readonly BenchCell[]
  /** What was measured here; empty before that. */
  measured: readonly BenchCell[]
  /** The MB that the reader guesses for. */
  at: number
  /** Null: skipped. Undefined: not guessed yet. */
  guess: Guess | null | undefined
  onGuess: (guess: Guess | null | undefined) => void
  /** The question. */
  children: ReactNode
  because: ReactNode
  /** The button that measures, and its progress. */
  measuring: ReactNode
}

export function CurveGuess({ recorded, measured, at, guess, onGuess, children, because, measuring }: CurveGuessProps) {
  const { lessons: words } = useTeachingWords()
  const language = useLanguage()
  const [shown, setShown] = useState(false)
  const [moved, setMoved] = useState<Partial<Guess>>({})
  const asked = taskOf(recorded, at)
  const here = taskOf(measured, at)
  const fits = here?.to === at
  const task = fits ? here : asked
  if (!asked || !task) return null
  const locked = guess !== undefined
  const steps: Guess = guess ?? { fork: moved.fork ?? stepOfNs(asked.known.fork), vfork: moved.vfork ?? stepOfNs(asked.known.vfork) }
  const seen = locked && (shown || here !== null)
  return (
    <div className="curve-guess" data-locked={locked} data-shown={seen}>
      <div className="curve-text">{children}</div>
      <Guesses task={task} steps={steps} locked={locked} shown={seen} onStep={(which, step) => setMoved({ ...moved, [which]: step })} height={250} />
      {!locked && (
        <p className="predict-buttons">
          <button type="button" className="button" data-tone="primary" onClick={() => onGuess(steps)}>
            {words.lock}
          </button>
          <button type="button" className="button" data-tone="plain" onClick={() => onGuess(null)}>
            {words.skip}
          </button>
        </p>
      )}
      {locked && (
        <div className="predict-buttons">
          {measuring}
          {!seen && (
            <button type="button" className="button" onClick={() => setShown(true)}>
              {words.showRecorded}
            </button>
          )}
          <button
            type="button"
            className="button"
            data-tone="plain"
            onClick={() => {
              setShown(false)
              onGuess(undefined)
            }}
          >
            {words.change}
          </button>
        </div>
      )}
      <div role="status">
        {seen && here && !fits && <p className="quiet">{words.tooBig}</p>}
        {seen && (
          <div className="outcome-columns">
            <section aria-label={words.yourAnswer}>
              <h3>{words.yourAnswer}</h3>
              {guess ? GUESSED.map((which) => <Figure key={which} which={which} ns={nsOfStep(guess[which])} />) : <p>{words.skipped}</p>}
            </section>
            <section aria-label={words.result} data-right="true">
              <h3>{words.result}</h3>
              {GUESSED.map((which) => (
                <Figure key={which} which={which} ns={task.truth[which]} guess={guess ? nsOfStep(guess[which]) : undefined} />
              ))}
              <p className="quiet">
                {size(task.to, language)}, {fits ? words.measuredCurve : words.recordedCurve}
              </p>
            </section>
            <section aria-label={words.because}>
              <h3>{words.because}</h3>
              <p>{because}</p>
            </section>
          </div>
        )}
      </div>
    </div>
  )
}

/** One time, and by how much the guess missed it. */
function Figure({ which, ns, guess }: { which: Guessed; ns: number; guess?: number | undefined }) {
  const { predict } = useCostWords()
  const language = useLanguage()
  const { factor, low } = offBy(guess ?? ns, ns)
  return (
    <p>
      <code>{which}</code> {duration(ns, language)}
      {guess !== undefined && <span className="quiet"> {predict.off(factorSaid(factor, language), low)}</span>}
    </p>
  )
}
