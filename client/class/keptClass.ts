/**
 * What a browser keeps of a class. The tab knows which class it is in, so that a reload goes on there. The token of the seat and the
 * teacher's key stay longer, under the room: whoever scans the code again has the seat that he had.
 */
import type { RoomRole } from '../../protocol/roomMessages.ts'

export interface KeptClass {
  room: string
  as: RoomRole
}

/** Not those of the protocol: its shapes are not needed before the first paint. */
const ROLES = ['student', 'screen', 'teacher'] as const satisfies readonly RoomRole[]

/** In place of a room's id: a second window of this browser follows, without a server (windowRoom.ts). */
export const WINDOW_ROOM = 'window'
const ROOM = new RegExp(`^(?:[\\w-]{22}|${WINDOW_ROOM})$`)

const NOW = 'class'
const seatKey = (room: string): string => `class-seat:${room}`
const leadKey = (room: string): string => `class-key:${room}`

/** The class that this tab is in. */
export function keptClass(): KeptClass | null {
  const [as, room] = (read(session(), NOW) ?? '').split(' ')
  const role = ROLES.find((one) => one === as)
  return role && room && ROOM.test(room) ? { room, as: role } : null
}

export function keepClass(kept: KeptClass | null): void {
  if (kept) write(session(), NOW, `${kept.as} ${kept.room}`)
  else drop(session(), NOW)
}

export const keptSeat = (room: string): string | undefined => read(local(), seatKey(room))
export const keepSeat = (room: string, token: string): void => write(local(), seatKey(room), token)
export const keptKey = (room: string): string | undefined => read(local(), leadKey(room))
export const keepKey = (room: string, key: string): void => write(local(), leadKey(room), key)

/** In a strict browser, or a frame on another site, nothing may be stored. Then a class lasts as long as the page. */
function session(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}
function local(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
function read(storage: Storage | undefined, key: string): string | undefined {
  return storage?.getItem(key) ?? undefined
}
function write(storage: Storage | undefined, key: string, value: string): void {
  try {
    storage?.setItem(key, value)
  } catch {
    // Full: it lasts as long as the page.
  }
}
function drop(storage: Storage | undefined, key: string): void {
  storage?.removeItem(key)
}
