/** One step of a strategy's C file, with its note. Pointing at it highlights everything that it caused. */
import type { Inline, ListingStep } from '../content/types.ts'
import type { Figure } from '../model/figure.ts'
import { lightsMark } from '../model/lighting.ts'
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
  figure: Pick<Figure, 'lit' | 'onHover' | 'onPin'>
}

export function CodeStep({ strategy, step, note, skipped, current, figure }: CodeStepProps) {
  const words = useMessages()
  const { lit, onHover, onPin } = figure
  const target = { kind: 'mark', mark: step.step } as const
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering is a convenience; the button inside does the same for the keyboard.
    <div
      className="code-step"
      data-code-step={step.step}
      data-lit={lightsMark(lit, step.step)}
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
      {step.lines.length > 0 && (
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
      )}
      {note && <Note inlines={note} />}
      <StepUpstream key={step.step} strategy={strategy} step={step.step} />
    </div>
  )
}
