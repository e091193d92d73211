/** @jsxImportSource preact */
/** The question of a class at a seat: choose, talk, choose again, and see the answer. */
import type { Ask } from '../../protocol/room.ts'
import { saidRefusal } from '../content/roomRefusal.ts'
import type { RoomLine, RoomView } from '../transport/roomLine.ts'
import { type ShownQuestion, useAsked } from './askedQuestion.ts'
import { Clock } from './Clock.tsx'
import { CountsTable } from './CountsTable.tsx'
import { SpokenText } from './Spoken.tsx'
import { useSeat } from './useClass.ts'

interface QuestionProps {
  line: RoomLine
  view: RoomView
  ask: Ask
}

export function Question({ line, view, ask }: QuestionProps) {
  const { words } = useSeat()
  const shown = useAsked(ask)
  if (shown === undefined) return <p aria-busy="true">…</p>
  if (shown === null) return <p role="alert">{words.ask.missing}</p>
  return (
    <div className="seat-question" data-phase={ask.phase}>
      <p className="seat-number">
        {words.ask.number(ask.index, ask.round)} {ask.closesAt !== null && <Clock closesAt={ask.closesAt} ahead={view.ahead} />}
      </p>
      {ask.phase === 'open' ? <Vote {...{ line, view, ask, shown }} /> : <After {...{ view, ask, shown }} />}
    </div>
  )
}

function Vote({ line, view, ask, shown }: QuestionProps & { shown: ShownQuestion }) {
  const { words, language } = useSeat()
  const chosen = voteIn(view, ask)
  const sending = view.sending !== null
  const refused = view.refusal && saidRefusal(view.refusal, words)
  const letter = chosen === null ? '' : (shown.options[chosen]?.letter ?? '')
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>
          <h1>
            <bdi>
              <SpokenText text={shown.text} />
            </bdi>
          </h1>
        </legend>
        {ask.round > 1 && <p className="quiet">{words.ask.again}</p>}
        {shown.options.map((option, at) => (
          <label key={at} className="seat-option" data-chosen={chosen === at}>
            <input type="radio" name={`vote-${ask.index}-${ask.round}`} value={at} checked={chosen === at} onChange={() => line.vote(at)} />
            <span className="seat-letter" aria-hidden="true">
              {option.letter}
            </span>
            <bdi>
              <SpokenText text={option.text} />
            </bdi>
          </label>
        ))}
      </fieldset>
      <p className="seat-said" lang={language}>
        {chosen === null ? words.ask.choose : sending ? words.ask.sending(letter) : words.ask.chosen(letter)}
      </p>
      {refused && (
        <p role="alert">
          {refused.says} {refused.cure}
        </p>
      )}
    </form>
  )
}

/** The vote is closed, or the question answered. */
function After({ view, ask, shown }: Omit<QuestionProps, 'line'> & { shown: ShownQuestion }) {
  const { words } = useSeat()
  const chosen = voteIn(view, ask)
  const right = ask.right ?? []
  return (
    <>
      <h1>
        <bdi>
          <SpokenText text={shown.text} />
        </bdi>
      </h1>
      {ask.phase === 'closed' && <p className="seat-talk">{words.ask.talk}</p>}
      {ask.phase === 'answered' && <p className="seat-talk">{answerOf(right, chosen, shown, words.ask)}</p>}
      <ul className="seat-options">
        {shown.options.map((option, at) => (
          <li key={at} className="seat-option" data-chosen={chosen === at} data-right={right.includes(at)}>
            <span className="seat-letter">{option.letter}</span>
            <span>
              <bdi>
                <SpokenText text={option.text} />
              </bdi>
              {chosen === at && <strong className="seat-mark"> ● {words.ask.yours}</strong>}
              {right.includes(at) && <strong className="seat-mark"> ✓ {words.ask.right}</strong>}
              {ask.phase === 'answered' && option.reason && (right.includes(at) || chosen === at) && (
                <span className="seat-reason">
                  <SpokenText text={option.reason} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {chosen === null && <p className="quiet">{words.ask.none}</p>}
      {ask.counts && <CountsTable counts={ask.counts} letters={shown.options.map(({ letter }) => letter)} right={right} />}
    </>
  )
}

function answerOf(right: readonly number[], chosen: number | null, { options }: ShownQuestion, words: ReturnType<typeof useSeat>['words']['ask']): string {
  if (right.length === 0) return words.no_right
  const letters = right.map((at) => options[at]?.letter ?? '').join(', ')
  return chosen !== null && right.includes(chosen) ? words.right_yours(options[chosen]?.letter ?? letters) : words.right_other(letters)
}

/** What this seat has chosen in this round: what is on its way, else what the server has. */
function voteIn({ mine, sending }: RoomView, { index, round }: Ask): number | null {
  const vote = sending ?? mine
  return vote?.question === index && vote.round === round ? vote.choice : null
}
