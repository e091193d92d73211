/**
 * Rooms in the memory of one server. With a journal each write is also told to it, and resolves only when the journal has it: that is
 * how rooms survive the end of the process (fileStore.ts).
 */
import { type Change, decideVote, type RoomState } from '../../protocol/room.ts'
import type { SeatName, Vote } from '../../protocol/roomMessages.ts'
import { type CastVote, type LoggedChange, type Presence, RING, type RoomStore, type StoredRoom, type StoredSeat, type Wake } from './store.ts'

/** What a journal is told: all that changes a room. Applying the entries again, in their order, makes the same room. */
export type Entry =
  | { of: 'room'; room: StoredRoom }
  | { of: 'change'; seq: number; change: Change; n: string; at: number; state: RoomState; endsAt: number }
  | { of: 'key'; keyHash: string }
  | { of: 'seat'; tokenHash: string; seat: StoredSeat }
  | { of: 'removed'; number: number; removed: boolean }
  | { of: 'vote'; seat: number; vote: Vote; at: number }

export interface Journal {
  /** Resolves once the entry cannot be lost by the end of this process. */
  write(id: string, entry: Entry): Promise<void>
  /** The room is gone. */
  drop(id: string): Promise<void>
  close(): Promise<void>
}

/** A room with all that belongs to it. */
export class HeldRoom {
  room: StoredRoom
  readonly log: LoggedChange[] = []
  readonly seats = new Map<string, StoredSeat>()
  /** By question and round: the vote of each seat. */
  readonly votes = new Map<string, Map<number, CastVote>>()
  /** When it was last in use. */
  until: number

  constructor(room: StoredRoom) {
    this.room = room
    this.until = room.endsAt
  }

  /** Applies what is already decided. */
  take(entry: Entry): void {
    switch (entry.of) {
      case 'room':
        this.room = entry.room
        return
      case 'change': {
        const { seq, change, n, at, state, endsAt } = entry
        this.room = { ...this.room, seq, state, endsAt }
        this.until = Math.min(this.until, endsAt)
        this.log.push({ seq, change, n, at })
        if (this.log.length > RING) this.log.shift()
        return
      }
      case 'key':
        this.room = { ...this.room, keyHash: entry.keyHash }
        return
      case 'seat':
        this.seats.set(entry.tokenHash, entry.seat)
        return
      case 'removed':
        for (const [hash, seat] of this.seats) if (seat.number === entry.number) this.seats.set(hash, { ...seat, removed: entry.removed })
        return
      case 'vote':
        this.ballot(entry.vote.question, entry.vote.round).set(entry.seat, { seat: entry.seat, choice: entry.vote.choice, at: entry.at })
    }
  }

  ballot(question: number, round: number): Map<number, CastVote> {
    const key = `${question}/${round}`
    const ballot = this.votes.get(key) ?? new Map<number, CastVote>()
    this.votes.set(key, ballot)
    return ballot
  }
}

const NO_JOURNAL: Journal = { write: async () => {}, drop: async () => {}, close: async () => {} }

/** `rooms`: what a journal has kept from before. */
export function openMemoryStore(now: () => number = Date.now, journal: Journal = NO_JOURNAL, rooms: readonly HeldRoom[] = []): RoomStore {
  const held = new Map(rooms.map((one) => [one.room.id, one]))
  const codes = new Map(rooms.map((one) => [one.room.state.code, one.room.id]))
  const listeners = new Map<string, Set<(wake: Wake) => void>>()
  const presences = new Map<string, Presence>()

  function find(id: string): HeldRoom | null {
    const one = held.get(id)
    return one && now() < Math.min(one.until, one.room.endsAt) ? one : null
  }
  function needed(id: string): HeldRoom {
    const one = find(id)
    if (!one) throw new Error(`no room ${id}`)
    return one
  }
  async function write(one: HeldRoom, entry: Entry): Promise<void> {
    one.take(entry)
    await journal.write(one.room.id, entry)
  }
  async function remove({ room }: HeldRoom): Promise<void> {
    held.delete(room.id)
    presences.delete(room.id)
    if (codes.get(room.state.code) === room.id) codes.delete(room.state.code)
    await journal.drop(room.id)
  }
  const taken = (code: string, id: string): boolean => {
    const other = codes.get(code)
    return other !== undefined && other !== id && find(other) !== null
  }

  return {
    async create(room) {
      if (held.has(room.id) || taken(room.state.code, room.id)) return false
      const one = new HeldRoom(room)
      held.set(room.id, one)
      codes.set(room.state.code, room.id)
      await write(one, { of: 'room', room })
      return true
    },
    async load(id) {
      return find(id)?.room ?? null
    },
    async byCode(code) {
      const id = codes.get(code)
      return id !== undefined && find(id) ? id : null
    },
    async size() {
      return [...held.keys()].filter((id) => find(id)).length
    },
    async append(id, after, change, n, state, endsAt) {
      const one = needed(id)
      if (one.room.seq !== after || taken(state.code, id)) return false
      const before = one.room.state.code
      if (before !== state.code) codes.delete(before)
      codes.set(state.code, id)
      await write(one, { of: 'change', seq: after + 1, change, n, at: now(), state, endsAt })
      return true
    },
    async since(id, seq) {
      const one = needed(id)
      if (seq > one.room.seq || seq < one.room.seq - one.log.length) return null
      return one.log.filter((logged) => logged.seq > seq)
    },
    setKey: async (id, keyHash) => write(needed(id), { of: 'key', keyHash }),

    seatOf: async (id, tokenHash) => needed(id).seats.get(tokenHash) ?? null,
    async addSeat(id, tokenHash, names, most) {
      const one = needed(id)
      if (one.seats.size >= most) return null
      const seat: StoredSeat = { number: one.seats.size + 1, name: freeName(names, [...one.seats.values()]), removed: false }
      await write(one, { of: 'seat', tokenHash, seat })
      return seat
    },
    async setRemoved(id, number, removed) {
      const one = needed(id)
      if (![...one.seats.values()].some((seat) => seat.number === number)) return false
      await write(one, { of: 'removed', number, removed })
      return true
    },
    seats: async (id) => [...needed(id).seats.values()],

    async vote(id, seat, vote) {
      const one = needed(id)
      if (decideVote(one.room.state, vote, now())) return false
      await write(one, { of: 'vote', seat, vote, at: now() })
      return true
    },
    voteOf: async (id, seat, question, round) => needed(id).ballot(question, round).get(seat)?.choice ?? null,
    async tally(id, question, round, options) {
      const counts = Array<number>(options).fill(0)
      for (const { choice } of needed(id).ballot(question, round).values()) counts[choice] = (counts[choice] ?? 0) + 1
      return counts
    },
    votes: async (id, question, round) => [...needed(id).ballot(question, round).values()],

    async say(id, presence) {
      if (presence) presences.set(id, presence)
      else presences.delete(id)
    },
    async present(id) {
      const here = presences.get(id)
      return here ? [here] : []
    },
    async listen(id, heard) {
      const all = listeners.get(id) ?? new Set()
      listeners.set(id, all.add(heard))
      return () => {
        all.delete(heard)
        if (all.size === 0 && listeners.get(id) === all) listeners.delete(id)
      }
    },
    async tell(id, wake) {
      for (const heard of listeners.get(id) ?? []) heard(wake)
    },

    async touch(id, until) {
      const one = find(id)
      if (one) one.until = until
    },
    async sweep(at) {
      for (const one of [...held.values()]) if (at >= Math.min(one.until, one.room.endsAt)) await remove(one)
    },
    close: () => journal.close(),
  }
}

/** The first that nobody has; if all are taken, which 4,096 pairs make unlikely, the first. */
export function freeName(names: readonly SeatName[], seats: readonly Pick<StoredSeat, 'name'>[]): SeatName {
  const used = new Set(seats.map(({ name }) => name.join('/')))
  return names.find((name) => !used.has(name.join('/'))) ?? names[0] ?? [0, 0]
}
