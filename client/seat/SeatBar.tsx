/** @jsxImportSource preact */
/** Above the figures: where the class is, and the way to it and from it. It stands in the page and covers nothing. */

import { leaveClass } from '../class/classroom.ts'
import { isClassPath, lessonAt, placeOf, placeOfMoment } from '../class/places.ts'
import { hashPath, hashQuery } from '../runs/hashAddress.ts'
import type { RoomLine, RoomView } from '../transport/roomLine.ts'
import { placeName } from './placeName.ts'
import { useQuestion, useSeat } from './useClass.ts'

/** A seat that leads shows the class the page that it has open. */
function showHere(line: RoomLine): void {
  const { path, query } = placeOf(hashPath(), hashQuery())
  if (!isClassPath(path)) line.act({ of: 'show', moment: { path, query } })
}

interface SeatBarProps {
  line: RoomLine
  view: RoomView
  /** The teacher has been away for some time. */
  away: boolean
  /** The question is on the screen. */
  answering: boolean
  /** An answered question may be looked at again. */
  question: { shown: boolean; toggle: () => void } | null
}

export function SeatBar({ line, view, away, answering, question }: SeatBarProps) {
  const { words, language, nameOf, following } = useSeat()
  const { state, you, hand } = view
  const moment = state?.moment ?? null
  const lesson = useQuestion(moment ? (lessonAt(moment.path)?.slug ?? null) : null)
  const asking = state?.stage === 'ask'
  const leads = you?.seat !== null && you?.seat !== undefined && state?.driver === you.seat.number
  return (
    <section className="seat-bar" aria-label={words.bar.label}>
      <p className="seat-who">{you?.seat ? words.seat(you.seat.number, nameOf(you.seat.name)) : words.title}</p>
      <p className="seat-where">
        {asking ? words.bar.asks : moment ? words.bar.at(placeName(placeOfMoment(moment), lesson, words, language)) : words.lobby.wait}{' '}
        {!asking && moment && <span className="quiet">{following.following ? words.bar.together : words.bar.alone}</span>}
        {!view.connected && <strong> {words.bar.lost}</strong>}
        {view.connected && away && <strong> {words.bar.away}</strong>}
        {leads && <strong> {words.bar.lead}</strong>}
      </p>
      <div className="seat-buttons">
        {asking && !answering && (
          <button type="button" className="button" data-tone="primary" onClick={() => following.rejoin()}>
            {words.bar.answer}
          </button>
        )}
        {leads && !asking && (
          <button type="button" className="button" data-tone="primary" onClick={() => showHere(line)}>
            {words.bar.show}
          </button>
        )}
        {!asking && moment && !following.following && (
          <button type="button" className="button" data-tone="primary" onClick={() => following.rejoin()}>
            {words.bar.rejoin} <kbd>F</kbd>
          </button>
        )}
        {!asking && moment && following.following && (
          <button type="button" className="button" onClick={() => following.stay()}>
            {words.bar.stay} <kbd>F</kbd>
          </button>
        )}
        {question && (
          <button type="button" className="button" aria-pressed={question.shown} onClick={question.toggle}>
            {question.shown ? words.bar.hide_question : words.bar.show_question}
          </button>
        )}
        {you?.as === 'student' && (
          <button type="button" className="button" aria-pressed={hand} onClick={() => line.hand(!hand)}>
            {hand ? words.bar.handUp : words.bar.hand}
          </button>
        )}
        <button type="button" className="button" data-tone="plain" onClick={leaveClass}>
          {words.bar.leave}
        </button>
      </div>
    </section>
  )
}
