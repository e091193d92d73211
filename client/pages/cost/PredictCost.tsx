/** Predict, then look: two points to drag (or two sliders), then the measured curve. */
import { useState } from 'react'
import type { BenchCell } from '../../../protocol/bench.ts'
import { duration, size } from '../../model/cost.ts'
import { factorSaid, GUESSED, type Guessed, nsOfStep, offBy, stepOfNs, type Task, taskOf } from '../../model/predict.ts'
import { useLanguage } from '../../words/language.ts'
import '../../views/Cost/cost.css'
import { Guesses } from '../../views/Cost/Guesses.tsx'
import { useCostWords } from '../../words/costWords.ts'

interface PredictProps {
  cells: readonly BenchCell[]
  /** Measures here. Left out where that is impossible; the recorded measurement is shown instead. */
  onMeasure?: (() => void) | undefined
}

export function PredictCost({ cells, onMeasure }: PredictProps) {
  const task = taskOf(cells)
  return task ? <Guess key={task.to} task={task} onMeasure={onMeasure} /> : null
}

function Guess({ task, onMeasure }: { task: Task; onMeasure: (() => void) | undefined }) {
  const words = useCostWords()
  const language = useLanguage()
  const start: Record<Guessed, number> = { fork: stepOfNs(task.known.fork), vfork: stepOfNs(task.known.vfork) }
  const [steps, setSteps] = useState(start)
  const [shown, setShown] = useState(false)
  return (
    <section className="panel cost-predict" aria-labelledby="cost-predict-title">
      <h2 id="cost-predict-title">{words.predict.title}</h2>
      <p>{words.predict.ask(size(task.to, language))}</p>
      <Guesses task={task} steps={steps} locked={shown} shown={shown} onStep={(which, step) => setSteps({ ...steps, [which]: step })} />
      <div className="cost-tools">
        <button type="button" className="button" data-tone="primary" onClick={() => setShown(!shown)}>
          {shown ? words.predict.again : words.predict.reveal}
        </button>
        {shown && onMeasure && (
          <button type="button" className="button" onClick={onMeasure}>
            {words.predict.measure}
          </button>
        )}
      </div>
      <div role="status">
        {shown && (
          <>
            {GUESSED.map((which) => {
              const { factor, low } = offBy(nsOfStep(steps[which]), task.truth[which])
              return (
                <p key={which}>
                  {words.predict.verdict(
                    which,
                    duration(nsOfStep(steps[which]), language),
                    duration(task.truth[which], language),
                    factorSaid(factor, language),
                    low,
                  )}
                </p>
              )
            })}
            <p>{words.predict.explain}</p>
          </>
        )}
      </div>
    </section>
  )
}
