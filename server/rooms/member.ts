/** One browser in a room, as the room's lane knows it. */
import type { RoomActor } from '../../protocol/room.ts'
import type { RoomRole, RoomWord, You } from '../../protocol/roomMessages.ts'
import type { StoredSeat } from './store.ts'

/** The socket, as far as a room needs it. */
export interface RoomSocket {
  /** Sends a frame that is already written. */
  send(frame: string): void
  /** It has not read what it got so far. It gets nothing more until it has. */
  behind(): boolean
}

export interface RoomMember {
  socket: RoomSocket
  as: RoomRole
  /** A student's. */
  seat: StoredSeat | null
  /** Told to this member alone. */
  token: string | null
  /** A teacher's: the hash of the key that he proved. */
  keyHash: string | null
  following: boolean
  step: number | null
  hand: boolean
  /** It missed something while it was behind, and gets all of the room instead of a backlog. */
  missed: boolean
}

export function actorOf({ as, seat }: Pick<RoomMember, 'as' | 'seat'>): RoomActor {
  if (as === 'teacher') return { as }
  return seat ? { as: 'seat', number: seat.number } : { as: 'screen' }
}

export function youOf({ as, seat, token }: RoomMember): You {
  return { as, seat: seat && token !== null ? { number: seat.number, name: seat.name, token } : null }
}

/** Sends one word to one member. */
export function tellMember({ socket }: Pick<RoomMember, 'socket'>, word: RoomWord): void {
  socket.send(JSON.stringify(word))
}
