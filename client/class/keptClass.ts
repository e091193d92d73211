/**
 * What a browser keeps of a class. The tab knows which class it is in, so that a reload goes on there. The token of the seat and the
 * teacher's key stay longer, under the room: whoever scans the code again has the seat that he had.
 */
import type { RoomRole } from '../../protocol/roomMessages.ts'
import { keepWord, readWord } from './classStorage.ts'

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
  const [as, room] = (readWord('tab', NOW) ?? '').split(' ')
  const role = ROLES.find((one) => one === as)
  return role && room && ROOM.test(room) ? { room, as: role } : null
}

export const keepClass = (kept: KeptClass | null): void => keepWord('tab', NOW, kept && `${kept.as} ${kept.room}`)

export const keptSeat = (room: string): string | undefined => readWord('browser', seatKey(room))
export const keepSeat = (room: string, token: string): void => keepWord('browser', seatKey(room), token)
export const keptKey = (room: string): string | undefined => readWord('browser', leadKey(room))
export const keepKey = (room: string, key: string): void => keepWord('browser', leadKey(room), key)
