/** @jsxImportSource preact */
/** The projector. It shows what a seat sees, large, with the way in always; never how votes stand before the teacher says so. */

import type { Ask, RoomState } from '../../protocol/room.ts'
import { saidCode } from '../../protocol/room.ts'
import { joinAddress, seatAddress } from '../class/addresses.ts'
import { WINDOW_ROOM } from '../class/keptClass.ts'
import { qrImage } from '../class/qrImage.ts'
import type { RoomView } from '../transport/roomLine.ts'
import { useAsked } from './askedQuestion.ts'
import { Clock } from './Clock.tsx'
import { CountsTable } from './CountsTable.tsx'
import { SpokenText } from './Spoken.tsx'
import { useSeat } from './useClass.ts'

/** A second window of the same browser has no server, so nobody else can come in. */
const hasDoor = ({ room }: RoomView): boolean => room !== null && room !== WINDOW_ROOM

/** In a corner of every screen: who comes late sees how. */
export function WallBar({ view, state }: { view: RoomView; state: RoomState }) {
  const { words } = useSeat()
  const { ask } = state
  return (
    <section className="wall-bar" aria-label={words.wall.title}>
      {hasDoor(view) && <img className="qr" src={qrImage(seatAddress(view.room ?? ''))} alt={words.wall.scan} />}
      {hasDoor(view) && (
        <p>
          <span className="wall-address">{joinAddress()}</span> <strong className="wall-code">{saidCode(state.code)}</strong>
          {state.locked && <span className="quiet"> {words.wall.locked}</span>}
        </p>
      )}
      <p className="wall-count" role="status">
        {view.connected
          ? ask?.phase === 'open' && typeof view.count?.voted === 'number'
            ? words.wall.voted(view.count.voted, view.count.here)
            : typeof view.count?.here === 'number'
              ? words.wall.here(view.count.here)
              : ''
          : words.bar.lost}
      </p>
    </section>
  )
}

export function WallLobby({ view, state }: { view: RoomView; state: RoomState }) {
  const { words } = useSeat()
  return (
    <div className="wall-lobby">
      <h1>{hasDoor(view) ? words.wall.title : words.wall.wait}</h1>
      {hasDoor(view) && <img className="qr" src={qrImage(seatAddress(view.room ?? ''))} alt={words.wall.scan} />}
      <div className="wall-way">
        {hasDoor(view) && (
          <p>
            {words.wall.joinAt} <strong className="wall-address">{joinAddress()}</strong>
          </p>
        )}
        {hasDoor(view) && (
          <p>
            {words.wall.code} <strong className="wall-code">{saidCode(state.code)}</strong>
          </p>
        )}
        {typeof view.count?.here === 'number' && <p className="wall-count">{words.wall.here(view.count.here)}</p>}
        {state.locked && <p className="quiet">{words.wall.locked}</p>}
        <button type="button" className="button" onClick={() => void document.documentElement.requestFullscreen?.()}>
          {words.wall.full}
        </button>
      </div>
    </div>
  )
}

export function WallQuestion({ view, ask }: { view: RoomView; ask: Ask }) {
  const { words } = useSeat()
  const shown = useAsked(ask)
  if (shown === undefined) return <p aria-busy="true">…</p>
  if (shown === null) return <p role="alert">{words.ask.missing}</p>
  const right = ask.right ?? []
  return (
    <div className="wall-question" data-phase={ask.phase}>
      <p className="seat-number">
        {words.ask.number(ask.index, ask.round)} {ask.closesAt !== null && <Clock closesAt={ask.closesAt} ahead={view.ahead} />}
      </p>
      <h1>
        <bdi>
          <SpokenText text={shown.text} />
        </bdi>
      </h1>
      <ol className="seat-options">
        {shown.options.map((option, at) => (
          <li key={at} className="seat-option" data-right={right.includes(at)}>
            <span className="seat-letter">{option.letter}</span>
            <span>
              <bdi>
                <SpokenText text={option.text} />
              </bdi>
              {right.includes(at) && <strong className="seat-mark"> ✓ {words.ask.right}</strong>}
            </span>
          </li>
        ))}
      </ol>
      {ask.phase === 'closed' && !ask.counts && <p className="seat-talk">{words.wall.talk}</p>}
      {ask.counts && <CountsTable counts={ask.counts} letters={shown.options.map(({ letter }) => letter)} right={right} />}
    </div>
  )
}
