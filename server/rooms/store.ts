/**
 * Where rooms live: in memory, in memory and a file, or in a Redis that several servers share. The rules are not here
 * (protocol/room.ts): a store keeps, counts, and compares numbers. server/testing/roomStoreSuite.ts holds all three to the same behaviour.
 */
import type { RoomChange, RoomState } from '../../protocol/room.ts'
import type { SeatName, SeatRow, Vote } from '../../protocol/roomMessages.ts'

/** A room as it is stored. `seq` counts its changes; `epoch` is random and stays as long as no change was lost. */
export interface StoredRoom {
  id: string
  epoch: string
  seq: number
  state: RoomState
  /** SHA-256 of the teacher's key, in base64url. */
  keyHash: string
  /** When it was opened, and when it goes at the latest; in ms of this server's clock. */
  openedAt: number
  endsAt: number
}

/** `n`: the name that its sender gave the act, so that the same act sent twice is done once. */
export interface LoggedChange {
  seq: number
  change: RoomChange
  n: string
  at: number
}

export interface StoredSeat {
  number: number
  name: SeatName
  removed: boolean
}

/** What a seat's browser says of itself. Not kept when a server goes. */
export type SeatPresence = Pick<SeatRow, 'number' | 'following' | 'step' | 'hand'>

/** What one server has of a room at this moment. */
export interface Presence {
  here: number
  following: number
  teachers: number
  screens: number
  /** Its seats that are here. */
  seats: readonly SeatPresence[]
}

/** What the other servers of a room should know at once. */
export type Wake =
  | { of: 'change' }
  | { of: 'seats' }
  | { of: 'rekey' }
  | { of: 'removed'; seat: number }
  | { of: 'point'; at: number | null; pin: string | null }

export interface CastVote {
  seat: number
  choice: number
  /** In ms after 1970, by the clock of the store. */
  at: number
}

/**
 * Thrown where the store cannot answer now. The client keeps its message and sends it again. A write that rejects so may have been
 * done: who sends it again must not mind. Votes are set, a seat has its token, and an act its `n`.
 */
export class StoreAway extends Error {}

/** Thrown where the room is unknown or past its end. */
export class NoRoom extends Error {
  constructor(id: string) {
    super(`no room ${id}`)
  }
}

/**
 * Every method that writes resolves once the write cannot be lost by the end of this process, and no method tells what still could.
 * All reject with StoreAway, and with NoRoom where a room is needed.
 */
export interface RoomStore {
  /** False if the id or the code of its state is taken. */
  create(room: StoredRoom): Promise<boolean>
  load(id: string): Promise<StoredRoom | null>
  /** The id of the room with this code. */
  byCode(code: string): Promise<string | null>
  /** How many rooms there are. */
  size(): Promise<number>
  /**
   * Adds change `after + 1` and the state that it makes. False if another change came first, or if the new code is taken. A state
   * with another code frees the old one. `endsAt`: the new end of the room, where the change moves it. Tells { of: 'change' }.
   */
  append(id: string, after: number, change: RoomChange, n: string, state: RoomState, endsAt: number): Promise<boolean>
  /** The changes after `seq`, in their order; null if they are no longer known. */
  since(id: string, seq: number): Promise<readonly LoggedChange[] | null>
  setKey(id: string, keyHash: string): Promise<void>

  /** The seat with this token. */
  seatOf(id: string, tokenHash: string): Promise<StoredSeat | null>
  /**
   * A new seat: the next number, and the first of `names` that nobody in the room has. Null if there are `most` already. A token that
   * has a seat gets the same again.
   */
  addSeat(id: string, tokenHash: string, names: readonly SeatName[], most: number): Promise<StoredSeat | null>
  setRemoved(id: string, number: number, removed: boolean): Promise<boolean>
  seats(id: string): Promise<readonly StoredSeat[]>

  /**
   * Sets the vote of a seat, if the room's state allows it at this moment (`decideVote`); judged and set in one step, so that no vote
   * gets past a close. False: it is not allowed.
   */
  vote(id: string, seat: number, vote: Vote): Promise<boolean>
  voteOf(id: string, seat: number, question: number, round: number): Promise<number | null>
  /** Votes for each option. */
  tally(id: string, question: number, round: number, options: number): Promise<number[]>
  votes(id: string, question: number, round: number): Promise<readonly CastVote[]>

  /** Says what this server has of the room. Null: nothing any more. Lasts some seconds, so say it again. */
  say(id: string, presence: Presence | null): Promise<void>
  /** What all servers have, this one too. */
  present(id: string): Promise<readonly Presence[]>
  /**
   * Hears what other servers, and this one, tell of a room. Call what it returns to hear no more. After a time in which messages may
   * have been lost it hears { of: 'change' } and { of: 'seats' }.
   */
  listen(id: string, heard: (wake: Wake) => void): Promise<() => void>
  /** Tells every server that listens, this one too. A message may be lost; the log is the truth. */
  tell(id: string, wake: Wake): Promise<void>

  /** Keeps a room for as long as somebody is in it. A room that is gone stays so. */
  touch(id: string, until: number): Promise<void>
  /** Removes what is past its end. A Redis does it by itself. */
  sweep(now: number): Promise<void>
  close(): Promise<void>
}

/** Changes that are kept for those who were away for a moment. Whoever missed more gets all of the room. */
export const RING = 200
