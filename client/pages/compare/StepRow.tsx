import { memo } from 'react'
import type { Figure } from '../../model/figure.ts'
import { threadAt } from '../../model/moment.ts'
import { tell } from '../../model/sentence.ts'
import { type CallStep, isAtTerminal, type Step } from '../../model/story.ts'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { useColumnWords } from '../../words/columnWords.ts'
import { useMessages } from '../../words/messages.ts'

interface StepRowProps extends Pick<Figure, 'onHover' | 'onPin' | 'onCursor'> {
  step: Step
  /** Changes when the run has grown: a step may be its last one, and grow with it. */
  version: number
  current: boolean
  /** No other column makes this call in this phase. */
  onlyHere: boolean
  /** What is pointed at or pinned has to do with it. */
  lit: boolean
}

/** One step of the run: a call as strace spells it, a fact in words, or a fold that opens. */
export const StepRow = memo(function StepRow({ step, current, onlyHere, lit, onHover, onPin, onCursor }: StepRowProps) {
  const words = useMessages()
  const columnWords = useColumnWords()
  const target = { kind: 'step', step } as const
  const kind = step.kind === 'fact' ? step.event.kind : step.kind
  return (
    <li>
      <button
        type="button"
        className="event"
        data-kind={kind}
        data-seq={step.seq}
        data-step={step.mark ?? undefined}
        data-lit={lit}
        aria-current={current ? 'step' : undefined}
        onMouseEnter={() => onHover(target)}
        onMouseLeave={() => onHover(null)}
        onFocus={() => onHover(target)}
        onBlur={() => onHover(null)}
        onClick={() => {
          onPin(target)
          onCursor(step.index)
        }}
      >
        {!isAtTerminal(step) && <TaskLetter task={step.task} thread={threadAt(step.moment, step.task)} />}
        {step.kind === 'fact' && <span>{tell(step, words.sentences)}</span>}
        {step.kind === 'fold' && <code>{words.times(step.call, step.calls.length)}</code>}
        {step.kind === 'call' && <Call step={step} />}
        {onlyHere && <em className="only-here">≠ {columnWords.onlyHere}</em>}
      </button>
      {step.kind === 'fold' && (
        <details className="fold">
          <summary>{columnWords.unfold(step.calls.length)}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
          <ul tabIndex={0}>
            {step.calls.map((call) => (
              <li key={call.seq}>
                <Call step={call} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
})

function Call({ step }: { step: CallStep }) {
  const args = step.args.join(', ')
  if (step.part === 'enter') return <code>{`${step.call}(${args} …`}</code>
  return <code data-failed={step.error !== null}>{step.part === 'leave' ? `… ${step.call} = ${step.result}` : `${step.call}(${args}) = ${step.result}`}</code>
}
