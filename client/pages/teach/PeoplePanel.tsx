/** Who is here: first those who are stuck, then every seat. Never how somebody voted. */
import { useMemo, useState } from 'react'
import type { SeatRow } from '../../../protocol/roomMessages.ts'
import { keepWord, readWord } from '../../class/classStorage.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { useSeatNames, useTeachWords } from '../../words/teachWords.ts'

export function PeoplePanel({ here }: { here: InClass }) {
  const { people: words, bar } = useTeachWords()
  const { view } = here
  const seats = useMemo(() => [...view.people.values()].toSorted((a, b) => a.number - b.number), [view.people])
  const stuck = seats.filter(({ hand, here: is }) => hand && is)
  return (
    <section className="console-people" aria-label={words.title}>
      <p>
        <strong>{bar.people(view.count?.following ?? 0, view.count?.here ?? 0)}</strong>
      </p>
      <h2>{words.stuck}</h2>
      {stuck.length === 0 ? <p className="quiet">{words.nobodyStuck}</p> : <Rows here={here} seats={stuck} />}
      {seats.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <details>
          <summary>{words.all(seats.length)}</summary>
          <Rows here={here} seats={seats} />
        </details>
      )}
    </section>
  )
}

function Rows({ here: { line, view }, seats }: { here: InClass; seats: readonly SeatRow[] }) {
  const { people: words } = useTeachWords()
  const names = useSeatNames()
  return (
    <ul className="console-seats">
      {seats.map((seat) => {
        const leads = view.state?.driver === seat.number
        return (
          <li key={seat.number}>
            <span>
              <strong>{seat.number}</strong> {names.name(names.first[seat.name[0]] ?? '', names.second[seat.name[1]] ?? '')}{' '}
              <span className="quiet">
                {stateOf(seat, words)}
                {leads && `, ${words.leads}`}
                {seat.hand && ` · ${words.stuck}`}
              </span>
            </span>
            <Label room={view.room ?? ''} seat={seat.number} />
            {!seat.removed && seat.here && !leads && (
              <button type="button" className="button" data-tone="plain" onClick={() => line.act({ of: 'lend', seat: seat.number })}>
                {words.lend}
              </button>
            )}
            <button type="button" className="button" data-tone="plain" onClick={() => line.act({ of: seat.removed ? 'restore' : 'remove', seat: seat.number })}>
              {seat.removed ? words.restore : words.remove}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function stateOf({ here, following, removed, step }: SeatRow, words: ReturnType<typeof useTeachWords>['people']): string {
  if (removed) return words.removed
  if (!here) return words.away
  return `${following ? words.following : words.alone}${step === null ? '' : ` (${step})`}`
}

/** What a teacher notes of a seat, for example who sits there. It stays in his browser. */
function Label({ room, seat }: { room: string; seat: number }) {
  const { people: words } = useTeachWords()
  const key = `class-label:${room}:${seat}`
  const [text, setText] = useState(() => readWord('browser', key) ?? '')
  return (
    <input
      type="text"
      maxLength={60}
      aria-label={`${words.label}: ${seat}`}
      placeholder={words.label}
      value={text}
      onChange={({ target }) => {
        setText(target.value)
        keepWord('browser', key, target.value)
      }}
    />
  )
}
