import type { EventOf } from '../../../protocol/events.ts'
import type { Phase } from '../../../protocol/phases.ts'
import type { Inline, ListingStep } from '../../content/types.ts'
import type { Row } from '../../model/cells.ts'
import { useMessages } from '../../ui/language.ts'
import { Note } from '../../ui/Note.tsx'
import { EventRow } from './EventRow.tsx'

export interface Lighting {
  /** The step that is lit: hovered, else pinned. */
  lit: string | null
  onHover: (step: string | null) => void
  onPin: (step: string | null) => void
}

interface CellProps extends Lighting {
  phase: Phase
  steps: readonly ListingStep[]
  notes: Record<string, Inline[]>
  /** The steps this run passed: the road not taken stays dim. */
  passed: ReadonlySet<string> | undefined
  rows: readonly Row[]
  conditions: EventOf<'decide'>['conditions'] | undefined
}

/** One phase of one strategy: code with its notes, then what it caused. */
export function Cell({ phase, steps, notes, passed, rows, conditions, ...lighting }: CellProps) {
  const words = useMessages()
  const { name, sentence } = words.phases[phase]
  return (
    <div className="cell" data-phase={phase}>
      <h3>
        {name} <span>{sentence}</span>
      </h3>
      {steps.map((step) => (
        <Step key={step.step} step={step} note={notes[step.step]} skipped={passed !== undefined && !passed.has(step.step)} {...lighting} />
      ))}
      {conditions && conditions.length > 0 && (
        <ul className="conditions" aria-label={words.conditions}>
          {conditions.map((condition) => (
            <li key={condition.name} data-held={condition.held}>
              <span className="held">{condition.held ? `✓ ${words.held.yes}` : `– ${words.held.no}`}</span> <code>{condition.name}</code>{' '}
              {notes[condition.name] ? <Note inlines={notes[condition.name] ?? []} /> : condition.saw}
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <ul className="events">
          {rows.map((row) => (
            <EventRow key={row.seq} row={row} {...lighting} />
          ))}
        </ul>
      )}
      {steps.length === 0 && rows.length === 0 && <p className="nothing">{words.nothingHere}</p>}
    </div>
  )
}

function Step({ step, note, skipped, lit, onHover, onPin }: { step: ListingStep; note: Inline[] | undefined; skipped: boolean } & Lighting) {
  const words = useMessages()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering is a convenience; the button in it does the same for the keyboard.
    <div
      className="step"
      data-code-step={step.step}
      data-lit={lit === step.step}
      data-skipped={skipped}
      onMouseEnter={() => onHover(step.step)}
      onMouseLeave={() => onHover(null)}
      onFocus={() => onHover(step.step)}
      onBlur={() => onHover(null)}
    >
      <button type="button" className="step-name" onClick={() => onPin(step.step)}>
        {step.step}
      </button>
      {skipped && <span className="skipped">{words.skipped}</span>}
      {step.lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        <pre tabIndex={0}>
          {step.lines.map((line, at) => (
            <code key={step.line + at}>
              {line.map(([text, role], n) => (
                <span key={`${n}:${text}`} data-role={role}>
                  {text}
                </span>
              ))}
              {'\n'}
            </code>
          ))}
        </pre>
      )}
      {note && <Note inlines={note} />}
    </div>
  )
}
