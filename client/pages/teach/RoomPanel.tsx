/** The way in: for the wall, for pupils, and for the teacher's own phone. */
import { saidCode } from '../../../protocol/room.ts'
import { joinAddress, reachesOnlyHere, seatAddress, teachAddress, wallAddress } from '../../class/addresses.ts'
import { keptKey, WINDOW_ROOM } from '../../class/keptClass.ts'
import { qrImage } from '../../class/qrImage.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useTeachWords } from '../../words/teachWords.ts'

export function RoomPanel({ here: { view } }: { here: InClass }) {
  const { room: words, files } = useTeachWords()
  const { state, room, count } = view
  if (!state || !room) return null
  if (room === WINDOW_ROOM)
    return (
      <section className="console-room" aria-label={words.title}>
        <p>{files.text}</p>
        <a className="button" data-tone="primary" href="#/wall/window" target="_blank" rel="noopener opener">
          {files.projector}
        </a>
        {(count?.screens ?? 0) > 0 && <p role="status">{files.follows}</p>}
      </section>
    )
  const key = keptKey(room)
  return (
    <section className="console-room" aria-label={words.title}>
      <p className="console-code">
        {joinAddress()} <strong>{saidCode(state.code)}</strong>
      </p>
      {reachesOnlyHere() && <p className="alert">{words.local}</p>}
      {count?.crowded && <p className="alert">{words.crowded}</p>}
      <p className="console-buttons">
        <a className="button" data-tone="primary" href={wallAddress(room)} target="_blank" rel="noreferrer">
          {words.openWall}
        </a>
        <CopyButton text={() => seatAddress(room)} label={words.seatLink}>
          {words.seatLink}
        </CopyButton>
      </p>
      {count && <p className="quiet">{words.devices(count.teachers, count.screens)}</p>}
      {key !== undefined && (
        <details>
          <summary>{words.phone}</summary>
          <p>{words.phoneText}</p>
          <img className="qr" src={qrImage(teachAddress(room, key))} alt={words.phone} />
          <CopyButton text={() => teachAddress(room, key)} label={words.phone}>
            {words.phone}
          </CopyButton>
        </details>
      )}
    </section>
  )
}
