import type { EventOf } from '../../../protocol/events.ts'
import type { Phase } from '../../../protocol/phases.ts'
import type { Inline, ListingStep } from '../../content/types.ts'
import { type Figure, stepAt } from '../../model/figure.ts'
import type { Step } from '../../model/story.ts'
import { CodeStep } from '../../ui/CodeStep.tsx'
import { useMessages } from '../../ui/language.ts'
import { Note } from '../../ui/Note.tsx'
import { StepRow } from './StepRow.tsx'

interface CellProps {
  phase: Phase
  code: readonly ListingStep[]
  notes: Record<string, Inline[]>
  /** The marks this run passed: the road not taken stays dim. */
  passed: ReadonlySet<string> | undefined
  steps: readonly Step[]
  conditions: EventOf<'decide'>['conditions'] | undefined
  figure: Figure
}

/** One phase of one strategy: code with its notes, then what it caused. */
export function Cell({ phase, code, notes, passed, steps, conditions, figure }: CellProps) {
  const words = useMessages()
  const { name, sentence } = words.phases[phase]
  const current = stepAt(figure)
  return (
    <div className="cell" data-phase={phase} data-current={current?.phase === phase}>
      <h3>
        {name} <span>{sentence}</span>
      </h3>
      {code.map((part) => (
        <CodeStep
          key={part.step}
          step={part}
          note={notes[part.step]}
          skipped={passed !== undefined && !passed.has(part.step)}
          current={current?.mark === part.step}
          figure={figure}
        />
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
      {steps.length > 0 && (
        <ul className="events">
          {steps.map((step) => (
            <StepRow key={step.seq} step={step} current={current === step} figure={figure} />
          ))}
        </ul>
      )}
      {code.length === 0 && steps.length === 0 && <p className="nothing">{words.nothingHere}</p>}
    </div>
  )
}
