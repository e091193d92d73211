/** What decides a check, in place: each piece by its name and step, its sentence, its line; and what is not there, said as such. */
import { Footprints } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RunCheck } from '../../../protocol/claims.ts'
import type { TraceEvent } from '../../../protocol/events.ts'
import type { Judgement } from '../../model/claims/judge.ts'
import { absenceSaid, evidenceLines, evidenceOf, type Evidence as Piece } from '../../model/evidenceSteps.ts'
import { knownSentence } from '../../model/knownSentence.ts'
import { tell } from '../../model/sentence.ts'
import { isShortened } from '../../model/shortened.ts'
import { signalNames } from '../../model/signalNames.ts'
import type { Story } from '../../model/story.ts'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { useLineWords } from '../../words/lineWords.ts'
import { useMessages } from '../../words/messages.ts'
import { usePassportWords } from '../../words/passportWords.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './evidence.css'

interface EvidenceProps {
  check: RunCheck
  judgement: Extract<Judgement, { judged: true }>
  /** What was judged. */
  events: readonly TraceEvent[]
  /** The steps as the stepper of the run counts them. */
  story: Story
  signals: readonly { name: string; number: number }[]
  /** Leads to the run at this event. */
  onShow: (seq: number) => void
  /** What the run is called, if a page shows the evidence of several. */
  of: string
}

/** So many pieces are open; the others open on request. */
const OPEN = 2
/** More signals than these are counted, not named. */
const NAMED = 6

export function Evidence({ check, judgement, events, story, signals, onShow, of }: EvidenceProps) {
  const { evidence: words } = useTeachingWords()
  const { phases } = useMessages()
  const pieces = evidenceOf(judgement.evidence, events, story)
  const shortened = isShortened(events)
  const drawn = pieces.map((piece) => <EvidencePiece key={piece.event.seq} piece={piece} check={check} signals={signals} onShow={onShow} />)
  return (
    <section className="evidence" aria-label={words.of(of)}>
      <ul>
        {drawn.slice(0, OPEN)}
        {judgement.absent.map(({ check: asked, among }, at) => {
          const said = absenceSaid(asked)
          const phase = said.is === 'calls' && said.phase ? phases[said.phase].name : undefined
          return (
            <li key={`absent ${at}`} data-absent="true">
              <span aria-hidden="true">∅</span> {words.absent(said, shortened ? null : among, phase)}
            </li>
          )
        })}
      </ul>
      {drawn.length > OPEN && (
        <details>
          <summary>{words.more(drawn.length - OPEN)}</summary>
          <ul>{drawn.slice(OPEN)}</ul>
        </details>
      )}
    </section>
  )
}

function EvidencePiece({ piece, check, signals, onShow }: { piece: Piece } & Pick<EvidenceProps, 'check' | 'signals' | 'onShow'>) {
  const { evidence: words } = useTeachingWords()
  const messages = useMessages()
  const lineWords = useLineWords()
  const passport = usePassportWords()
  const { event, step, name, isStep } = piece
  const called =
    name.is === 'call'
      ? name.call
      : name.is === 'fact'
        ? words.facts[name.fact]
        : name.is === 'reading'
          ? words.readings[name.of](passport.stages[name.stage])
          : words.end
  const lines = evidenceLines(piece, check, lineWords, (set) => words.set(signalNames(set, signals), NAMED))
  return (
    <li>
      <p className="evidence-name">
        {name.is !== 'end' && <TaskLetter task={event.task} thread={piece.letter.startsWith('T')} />}
        <strong>{step ? words.named(called, step.index + 1, isStep) : called}</strong>
        {step && (
          <button type="button" className="button" data-tone="plain" data-evidence={event.seq} onClick={() => onShow(event.seq)}>
            <Footprints aria-hidden="true" /> {words.show}
            <span className="visually-hidden">{words.named(called, step.index + 1, isStep)}</span>
          </button>
        )}
      </p>
      <Says>
        {event.kind === 'end'
          ? (knownSentence(event.why, messages.whys) ?? event.why)
          : isStep && step && step.kind !== 'fold'
            ? tell(step, messages.sentences)
            : null}
      </Says>
      {lines.map((line) => (
        <code key={line} className="evidence-line">
          {line}
        </code>
      ))}
    </li>
  )
}

function Says({ children }: { children: ReactNode }) {
  return children ? <p className="evidence-says">{children}</p> : null
}
