/** Predict the curve, then measure it here, or look at what was recorded. */
import { useLaboratory } from '../app/laboratory.ts'
import { useBench } from '../app/useBench.ts'
import type { CurveGuess as Guess } from '../app/usePredictions.ts'
import { costRecording } from '../content/cost.ts'
import type { ToldLesson } from '../content/teaching.ts'
import { Prose } from '../ui/Prose.tsx'
import { CurveGuess } from '../views/Cost/CurveGuess.tsx'
import { Measuring } from '../views/Cost/Measuring.tsx'

/** MB that are asked for, and a series of a second or two that leads there. */
const AT = 1024
const HERE = { strategies: ['fork', 'vfork'], memory: [1, 16, 64, 256, AT], repeat: 21 }

interface CurveStepProps {
  step: Extract<ToldLesson['steps'][number], { kind: 'curve' }>
  guess: Guess | undefined
  onGuess: (guess: Guess | undefined) => void
}

export function CurveStep({ step, guess, onGuess }: CurveStepProps) {
  const { reach } = useLaboratory()
  const { state, start, cancel } = useBench()
  const over = state.is !== 'waiting' && state.is !== 'measuring'
  return (
    <CurveGuess
      recorded={costRecording.cells}
      measured={over ? state.cells : []}
      at={AT}
      guess={guess}
      onGuess={onGuess}
      because={<Prose words={step.because} />}
      measuring={<Measuring state={state} possible={reach.is === 'open' || reach.is === 'connecting'} onStart={() => start([HERE])} onCancel={cancel} />}
    >
      {step.text.map((words, n) => (
        <p key={n}>
          <Prose words={words} />
        </p>
      ))}
    </CurveGuess>
  )
}
