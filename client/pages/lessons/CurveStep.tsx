/** The reader predicts the curve, then measures it here or looks at the recorded one. */

import { costRecording } from '../../content/cost.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useBench } from '../../runs/useBench.ts'
import { Prose } from '../../ui/Prose.tsx'
import { Measuring } from '../../views/Cost/Measuring.tsx'
import { CurveGuess } from './CurveGuess.tsx'
import type { CurveGuess as Guess } from './lessonProgress.ts'
import type { CurveStep as Step } from './stepOfKind.ts'

/** The MB that the question is about, and a series up to it that takes a second or two. */
const AT = 1024
const HERE = { strategies: ['fork', 'vfork'], memory: [1, 16, 64, 256, AT], repeat: 21 }

interface CurveStepProps {
  step: Step
  guess: Guess | undefined
  onGuess: (guess: Guess | undefined) => void
}

export function CurveStep({ step, guess, onGuess }: CurveStepProps) {
  const { reach } = useCapabilities()
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
