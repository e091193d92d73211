import { useTeachingWords } from '../../words/teachingWords.ts'

interface StepBarProps {
  kinds: readonly ('look' | 'predict' | 'run' | 'explain' | 'curve' | 'change')[]
  at: number
  onGo: (step: number) => void
}

/** The steps of a lesson. The reader may go to any of them. */
export function StepBar({ kinds, at, onGo }: StepBarProps) {
  const { lessons: words } = useTeachingWords()
  return (
    <nav aria-label={words.steps} className="step-bar">
      <ol>
        {kinds.map((kind, step) => (
          <li key={step}>
            <button type="button" aria-current={step === at ? 'step' : undefined} data-past={step < at} onClick={() => onGo(step)}>
              <span aria-hidden="true">{step + 1}</span> <span className="step-name">{words.kinds[kind]}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
