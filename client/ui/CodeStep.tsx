/** One step of a strategy's C file, with its note. Pointing at it highlights everything that it caused. */
import { memo } from 'react'
import type { Inline, ListingStep } from '../content/types.ts'
import type { Figure } from '../model/figure.ts'
import './codeStep.css'
import { useMessages } from '../words/messages.ts'
import { Note } from './Note.tsx'
import { StepUpstream } from './Sources/StepUpstream.tsx'

interface CodeStepProps {
  strategy: string
  step: ListingStep
  note: Inline[] | undefined
  /** The run did not pass here: it is on a path not taken. */
  skipped: boolean
  /** The cursor is on something that this step caused. */
  current: boolean
  /** What is pointed at or pinned has to do with it. */
  lit: boolean
  onHover: Figure['onHover']
  onPin: Figure['onPin']
}

/** Drawn when something about this step changes, not with each move of the cursor and each run: a page has some hundred. */
export const CodeStep = memo(function CodeStep({ strategy, step, note, skipped, current, lit, onHover, onPin }: CodeStepProps) {
  const words = useMessages()
  const target = { kind: 'mark', mark: step.step } as const
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering is a convenience; the button inside does the same for the keyboard.
    <div
      className="code-step"
      data-code-step={step.step}
      data-lit={lit}
      data-skipped={skipped}
      data-current={current}
      onMouseEnter={() => onHover(target)}
      onMouseLeave={() => onHover(null)}
      onFocus={() => onHover(target)}
      onBlur={() => onHover(null)}
    >
      <button type="button" className="code-step-name" onClick={() => onPin(target)}>
        {current && <span aria-hidden="true">▸ </span>}
        <span translate="no">{step.step}</span>
      </button>
      {skipped && <span className="code-step-skipped">{words.skipped}</span>}
      {step.lines.length > 0 && <Lines step={step} />}
      {note && <Note inlines={note} />}
      <StepUpstream key={step.step} strategy={strategy} step={step.step} />
    </div>
  )
})

/** The most elements of a page, and they never change. */
const Lines = memo(function Lines({ step }: Pick<CodeStepProps, 'step'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <pre tabIndex={0}>
      {step.lines.map((line, at) => (
        <code key={step.line + at}>
          {line.map(([text, role], n) =>
            role === '' ? (
              text
            ) : (
              <span key={`${n}:${text}`} data-role={role}>
                {text}
              </span>
            ),
          )}
          {'\n'}
        </code>
      ))}
    </pre>
  )
})
