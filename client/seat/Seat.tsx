/** @jsxImportSource preact */
/** All that a class shows to whoever follows it, around the figures or in place of them. */
import { useEffect, useState } from 'preact/hooks'
import { leaveClass } from '../class/classroom.ts'
import { enterClass } from '../class/enterClass.ts'
import { keptClass } from '../class/keptClass.ts'
import { saidRefusal } from '../content/roomRefusal.ts'
import type { RoomView } from '../transport/roomLine.ts'
import { JoinForm } from './JoinForm.tsx'
import { LanguageLinks } from './LanguageLinks.tsx'
import { Question } from './Question.tsx'
import { SeatBar } from './SeatBar.tsx'
import { SeatContext, type SeatContextValue, useClass, useSeat } from './useClass.ts'
import { WallBar, WallLobby, WallQuestion } from './Wall.tsx'

/** How long a teacher may be away before the class is told. A phone that sleeps for a moment is nothing. */
const AWAY_MS = 10_000

interface SeatProps extends SeatContextValue {
  /** The figures are on the screen. */
  figures: boolean
  /** Whether this covers them. */
  onCover: (cover: boolean) => void
}

export function Seat({ figures, onCover, ...context }: SeatProps) {
  return (
    <SeatContext.Provider value={context}>
      <Inside figures={figures} onCover={onCover} />
    </SeatContext.Provider>
  )
}

function Inside({ figures, onCover }: Pick<SeatProps, 'figures' | 'onCover'>) {
  const { words, following, look } = useSeat()
  const { line, view, as } = useClass()
  const [opened, setOpened] = useState(0)
  const state = view?.is === 'in' ? view.state : null
  const { ask = null } = state ?? {}
  const away = useAway(view)
  const answered = ask?.phase === 'answered' && state?.stage !== 'ask'
  const question = state?.stage === 'ask' ? following.following : answered && opened === ask?.index
  const cover = !figures || state?.stage === 'ended' || (state !== null && question === true)
  useEffect(() => onCover(cover), [cover, onCover])

  if (!line || !view) return figures ? null : <JoinForm problem={null} />
  if (view.is === 'refused' || view.is === 'out') return <Outside view={view} figures={figures} />
  if (!state)
    return figures ? (
      <p className="seat-bar" role="status">
        {view.connected ? words.join.entering : words.bar.lost}
      </p>
    ) : (
      <main className="seat" id="main">
        <p role="status">{view.connected ? words.join.entering : words.bar.lost}</p>
      </main>
    )
  const toggle = answered && ask ? { shown: opened === ask.index, toggle: () => setOpened(opened === ask.index ? 0 : ask.index) } : null
  return (
    <>
      {as === 'screen'
        ? (figures || state.stage !== 'lobby') && <WallBar view={view} state={state} />
        : (figures || state.stage !== 'lobby') && <SeatBar line={line} view={view} away={away} answering={cover} question={toggle} />}
      <p className="visually-hidden" role="status">
        {sentenceOf(view, words)}
      </p>
      {cover && (
        <main className="seat" id={figures ? undefined : 'main'} data-as={as ?? undefined}>
          {state.stage === 'ended' ? (
            <div className="seat-lobby">
              <h1>{words.ended.title}</h1>
              <p>{words.ended.text}</p>
              <button
                type="button"
                className="button"
                onClick={() => {
                  look('/')
                  leaveClass()
                }}
              >
                {words.ended.home}
              </button>
            </div>
          ) : ask && question ? (
            as === 'screen' ? (
              <WallQuestion view={view} ask={ask} />
            ) : (
              <Question line={line} view={view} ask={ask} />
            )
          ) : as === 'screen' ? (
            <WallLobby view={view} state={state} />
          ) : (
            <Lobby view={view} away={away} />
          )}
        </main>
      )}
    </>
  )
}

function Lobby({ view, away }: { view: RoomView; away: boolean }) {
  const { words, nameOf, look } = useSeat()
  const seat = view.you?.seat
  return (
    <div className="seat-lobby">
      <h1>{seat ? words.seat(seat.number, nameOf(seat.name)) : words.title}</h1>
      <p>{away ? words.bar.away : words.lobby.wait}</p>
      {typeof view.count?.here === 'number' && <p className="quiet">{words.lobby.count(view.count.here)}</p>}
      <button type="button" className="button" onClick={() => look('/')}>
        {words.lobby.play}
      </button>
      <LanguageLinks />
    </div>
  )
}

/** Not let in, or no longer in. */
function Outside({ view, figures }: { view: RoomView; figures: boolean }) {
  const { words, look } = useSeat()
  const { refusal, why, room } = view
  const code = refusal?.code
  if (code === 'unknown_code' || code === 'room_slow') return <JoinForm problem={saidRefusal(refusal as NonNullable<typeof refusal>, words)} />
  const said = refusal && view.is === 'refused' ? saidRefusal(refusal, words) : { says: why ? words.out[why] : '', cure: '' }
  const again = why === 'left' || why === 'replaced' || why === 'removed' || code === 'room_locked' || code === 'room_removed' || code === 'room_full'
  const Around = figures ? 'div' : 'main'
  return (
    <Around className={figures ? 'seat-bar' : 'seat'} id={figures ? undefined : 'main'}>
      <div className="seat-lobby">
        <p role="alert">
          <strong>{said.says}</strong> {said.cure}
        </p>
        <p className="seat-buttons">
          {again && (room ?? keptClass()?.room) && (
            <button
              type="button"
              className="button"
              data-tone="primary"
              onClick={() => enterClass({ room: room ?? keptClass()?.room ?? '', as: view.you?.as === 'screen' ? 'screen' : 'student' })}
            >
              {words.back}
            </button>
          )}
          {!figures && (
            <button type="button" className="button" onClick={() => look('/')}>
              {words.ended.home}
            </button>
          )}
        </p>
      </div>
    </Around>
  )
}

/** Whether no device of the teacher has been there for some time. */
function useAway(view: RoomView | null): boolean {
  const [away, setAway] = useState(false)
  const nobody = view?.count?.teachers === 0
  useEffect(() => {
    if (!nobody) return setAway(false)
    const timer = setTimeout(() => setAway(true), AWAY_MS)
    return () => clearTimeout(timer)
  }, [nobody])
  return away
}

/** The state in one sentence, for whoever hears the page. */
function sentenceOf({ state }: RoomView, words: ReturnType<typeof useSeat>['words']): string {
  if (!state) return ''
  if (state.stage === 'ended') return words.ended.title
  if (!state.ask || state.stage !== 'ask') return ''
  const { phase, index, round } = state.ask
  const number = words.ask.number(index, round)
  return `${number}. ${phase === 'open' ? words.ask.open : phase === 'closed' ? words.ask.closed : words.ask.answered}`
}
