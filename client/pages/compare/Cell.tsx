import { memo } from 'react'
import type { EventOf } from '../../../protocol/events.ts'
import { PHASES, type Phase } from '../../../protocol/phases.ts'
import type { Inline, Listing } from '../../content/types.ts'
import { type Figure, stepAt } from '../../model/figure.ts'
import { lightsMark, lightsStep } from '../../model/lighting.ts'
import type { Step } from '../../model/story.ts'
import { CodeStep } from '../../ui/CodeStep.tsx'
import { Note } from '../../ui/Note.tsx'
import { StepUpstream } from '../../ui/Sources/StepUpstream.tsx'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useColumnWords } from '../../words/columnWords.ts'
import { useMessages } from '../../words/messages.ts'
import { StepRow } from './StepRow.tsx'

interface CellProps {
  strategy: string
  phase: Phase
  /** The strategy's whole code. */
  listing: Listing
  notes: Record<string, Inline[]>
  /** The marks this run passed: a path not taken stays dim. */
  passed: ReadonlySet<string> | undefined
  steps: readonly Step[]
  conditions: EventOf<'decide'>['conditions'] | undefined
  figure: Figure
  /** Calls that no other column makes in this phase. */
  own: ReadonlySet<string>
}

/** One phase of one strategy: code with its notes, then the calls it caused. It sets its own grid row: rows above may come later. */
export const Cell = memo(function Cell({ strategy, phase, listing, notes, passed, steps, conditions, figure, own }: CellProps) {
  const words = useMessages()
  const columnWords = useColumnWords()
  const { name, sentence } = words.phases[phase]
  const { lit, version, onHover, onPin, onCursor } = figure
  const current = stepAt(figure)
  const shown = around(steps, current)
  const code = listing.steps.filter((step) => step.phase === phase)
  return (
    <div className="cell" data-phase={phase} data-current={current?.phase === phase} style={{ gridRow: PHASES.indexOf(phase) + 2 }}>
      <h4>
        {name}{' '}
        <span>
          <WithTerms text={sentence} />
        </span>
      </h4>
      {code.map((part) => (
        <CodeStep
          key={part.step}
          strategy={strategy}
          step={part}
          note={notes[part.step]}
          skipped={passed !== undefined && !passed.has(part.step)}
          current={current?.mark === part.step}
          lit={lightsMark(lit, part.step)}
          onHover={onHover}
          onPin={onPin}
        />
      ))}
      {conditions && conditions.length > 0 && (
        <ul className="conditions" aria-label={words.conditions}>
          {conditions.map((condition) => (
            <li key={condition.name} data-held={condition.held}>
              <span className="held">{condition.held ? `✓ ${words.held.yes}` : `– ${words.held.no}`}</span> <code>{condition.name}</code>{' '}
              {notes[condition.name] ? <Note inlines={notes[condition.name] ?? []} /> : condition.saw}
              <StepUpstream strategy={strategy} step={condition.name} />
            </li>
          ))}
        </ul>
      )}
      {steps.length > 0 && (
        <ul className="events">
          {shown.map((step) => (
            <StepRow
              key={step.seq}
              step={step}
              current={current === step}
              onlyHere={step.kind !== 'fact' && own.has(`${phase}:${step.call}`)}
              lit={lightsStep(lit, step)}
              {...{ version, onHover, onPin, onCursor }}
            />
          ))}
          {steps.length > shown.length && <li className="quiet">{columnWords.moreSteps(steps.length - shown.length)}</li>}
        </ul>
      )}
      {code.length === 0 && steps.length === 0 && <p className="nothing">{columnWords.nothingHere}</p>}
    </div>
  )
})

/** No page could hold all rows of 100,000 events: show this many, around the cursor. */
const ROWS = 60

function around(steps: readonly Step[], current: Step | undefined): readonly Step[] {
  if (steps.length <= ROWS) return steps
  const at = current ? steps.indexOf(current) : 0
  const from = Math.max(0, Math.min(at - ROWS / 2, steps.length - ROWS))
  return steps.slice(from, from + ROWS)
}
