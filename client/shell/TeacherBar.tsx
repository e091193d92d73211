/** On every page of whoever leads a class: whether the class sees this page, and what he does about it. */
import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { leaveClass } from '../class/classroom.ts'
import { offeredQuery } from '../class/offeredMoment.ts'
import { type ClassPlace, cursorOf, isClassPath, placeOf, placeOfMoment, sameButCursor, samePlace, withCursor } from '../class/places.ts'
import { isReadable } from '../runs/readableAddress.ts'
import { type InClass, useClassroom } from '../runs/useClassroom.ts'
import { useTeachWords } from '../words/teachWords.ts'
import '../pages/teach/teach.css'

export function TeacherBar() {
  const here = useClassroom()
  return here && <Bar here={here} />
}

function Bar({ here: { line, view } }: { here: InClass }) {
  const { bar: words } = useTeachWords()
  const [path, go] = useLocation()
  const query = useSearch()
  const place = placeOf(path, query)
  const { state, room } = view
  const moment = state?.moment ? placeOfMoment(state.moment) : null
  /** What was shown in place of which address: a page may offer its stored runs. */
  const [offer, setOffer] = useState<{ of: ClassPlace; as: ClassPlace } | null>(null)
  const seen = offer && sameButCursor(place, offer.of) ? offer.as : place
  const shown = moment !== null && state?.stage === 'follow' && sameButCursor(seen, moment)
  const { at, pin } = cursorOf(place)
  const follows = shown && !samePlace(withCursor(place, view.point ?? { at: null, pin: null }), place)
  useEffect(() => {
    if (follows) line.point(at, pin)
  }, [follows, line, at, pin])
  if (!state || !room || view.is !== 'in') return null
  const console = `/teach/${room}`
  if (state.stage === 'ended')
    return (
      <section className="teacher-bar" aria-label={words.label}>
        <strong>{words.over}</strong>
        {!path.startsWith('/teach') && (
          <Link className="button" href={console}>
            {words.console}
          </Link>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            leaveClass()
            go('/class')
          }}
        >
          {words.leave}
        </button>
      </section>
    )
  const open = state.ask?.phase === 'open'
  const fits = !isClassPath(path) && isReadable(place)
  const hands = [...view.people.values()].filter(({ hand, here }) => hand && here).length
  return (
    <section className="teacher-bar" aria-label={words.label}>
      <strong>{words.label}</strong>
      {!view.connected && <span role="status">{words.lost}</span>}
      {!path.startsWith('/teach') && (
        <Link className="button" href={console}>
          {words.console}
        </Link>
      )}
      {fits && !open && (
        <button
          type="button"
          className="button"
          data-tone={shown ? undefined : 'primary'}
          disabled={shown}
          onClick={() => {
            const better = offeredQuery()
            // The page says why.
            if (better === undefined) return
            const as = placeOf(path, better ?? query)
            setOffer({ of: place, as })
            line.act({ of: 'show', moment: as })
          }}
        >
          {shown ? words.shown : words.show}
        </button>
      )}
      {open && (
        <Link className="button" data-tone="primary" href={console}>
          {words.openQuestion}
        </Link>
      )}
      <button type="button" className="button" onClick={() => line.act({ of: 'gather' })}>
        {words.gather}
      </button>
      {state.driver !== null && (
        <button type="button" className="button" data-tone="primary" onClick={() => line.act({ of: 'take' })}>
          {words.take} ({state.driver})
        </button>
      )}
      <span className="quiet">{words.people(view.count?.following ?? 0, view.count?.here ?? 0)}</span>
      {hands > 0 && <span className="chip">{words.hands(hands)}</span>}
    </section>
  )
}
