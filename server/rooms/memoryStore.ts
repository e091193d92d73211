/**
 * Rooms in the memory of one server. With a journal each write is also told to it, and resolves only when the journal has it: that is
 * how rooms survive the end of the process (fileStore.ts).
 */
import { decideVote, type RoomChange, type RoomState } from '../../protocol/room.ts'
import type { SeatName, Vote } from '../../protocol/roomMessages.ts'
import { type CastVote, type LoggedChange, NoRoom, type Presence, RING, type RoomStore, type StoredRoom, type StoredSeat, type Wake } from './store.ts'

/** What a journal is told: all that changes a room. Applying the entries again, in their order, makes the same room. */
export type Entry =
  | { of: 'room'; room: StoredRoom }
  | { of: 'until'; until: number }
  | { of: 'change'; seq: number; change: RoomChange; n: string; at: number; state: RoomState; endsAt: number }
  /** A change that `room` already has in its state. */
  | { of: 'logged'; seq: number; change: RoomChange; n: string; at: number }
  | { of: 'key'; keyHash: string }
  | { of: 'seat'; tokenHash: string; seat: StoredSeat }
  | { of: 'removed'; number: number; removed: boolean }
  | { of: 'vote'; seat: number; vote: Vote; at: number }

export interface Journal {
  /** Resolves once the entry cannot be lost by the end of this process. `one` has taken it already. Rejects with StoreAway. */
  write(one: WholeRoom, entry: Entry): Promise<void>
  /** If the last write of this room failed, tries again. Rejects with StoreAway if that fails, too. */
  repaired(one: WholeRoom): Promise<void>
  /** Resolves once nothing that the room has taken so far can be lost. Rejects with StoreAway. */
  settled(one: WholeRoom): Promise<void>
  /** The room is gone. */
  drop(id: string): Promise<void>
  close(): Promise<void>
}

/** A journal hears of a new `until` only if it moves by more than this: a room is touched every few seconds. */
const UNTIL_STEP_MS = 60_000

/** A room with all that belongs to it. */
export class WholeRoom {
  room: StoredRoom
  readonly log: LoggedChange[] = []
  /** By the hash of their token, in the order of their numbers. */
  readonly seats = new Map<string, StoredSeat>()
  readonly #votes = new Map<string, Map<number, CastVote>>()
  /** It goes at this time unless it is touched. */
  until: number
  /** The `until` that the journal knows. */
  #writtenUntil: number

  constructor(room: StoredRoom) {
    this.room = room
    this.until = room.endsAt
    this.#writtenUntil = room.endsAt
  }

  get goesAt(): number {
    return Math.min(this.until, this.room.endsAt)
  }

  /** Applies what is already decided. */
  take(entry: Entry): void {
    switch (entry.of) {
      case 'room':
        this.room = entry.room
        return
      case 'until':
        this.until = entry.until
        this.#writtenUntil = entry.until
        return
      case 'change': {
        const { seq, change, n, at, state, endsAt } = entry
        this.room = { ...this.room, seq, state, endsAt }
        return this.#remember({ seq, change, n, at })
      }
      case 'logged': {
        const { seq, change, n, at } = entry
        return this.#remember({ seq, change, n, at })
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
      case 'vote': {
        const { question, round, choice } = entry.vote
        const key = `${question}/${round}`
        const ballot = this.#votes.get(key) ?? new Map<number, CastVote>()
        this.#votes.set(key, ballot.set(entry.seat, { seat: entry.seat, choice, at: entry.at }))
      }
    }
  }

  #remember(logged: LoggedChange): void {
    this.log.push(logged)
    if (this.log.length > RING) this.log.shift()
  }

  /** The votes of the seats. */
  ballot(question: number, round: number): ReadonlyMap<number, CastVote> {
    return this.#votes.get(`${question}/${round}`) ?? NO_VOTES
  }

  /** What a new `until` writes: nothing if it moves by little. */
  untilEntry(until: number): Entry | null {
    return Math.abs(until - this.#writtenUntil) > UNTIL_STEP_MS ? { of: 'until', until } : null
  }

  /** The fewest entries that make this room again. */
  *entries(): Generator<Entry> {
    yield { of: 'room', room: this.room }
    yield { of: 'until', until: this.until }
    for (const logged of this.log) yield { of: 'logged', ...logged }
    for (const [tokenHash, seat] of this.seats) yield { of: 'seat', tokenHash, seat }
    for (const [key, ballot] of this.#votes) {
      const [question = 0, round = 0] = key.split('/').map(Number)
      for (const { seat, choice, at } of ballot.values()) yield { of: 'vote', seat, vote: { question, round, choice }, at }
    }
  }
}

const NO_VOTES: ReadonlyMap<number, CastVote> = new Map()
const nothing = async (): Promise<void> => {}
const NO_JOURNAL: Journal = { write: nothing, repaired: nothing, settled: nothing, drop: nothing, close: nothing }

/**
 * `rooms`: what a journal has kept from before. Where a write fails, the room has taken it all the same, since others may have been
 * judged by it. Nobody reads it, though, before the journal has it: until then this room rejects with StoreAway, and takes nothing more.
 */
export function openMemoryStore(now: () => number = Date.now, journal: Journal = NO_JOURNAL, rooms: readonly WholeRoom[] = []): RoomStore {
  const held = new Map(rooms.map((one) => [one.room.id, one]))
  const codes = new Map(rooms.map((one) => [one.room.state.code, one.room.id]))
  const listeners = new Map<string, Set<(wake: Wake) => void>>()
  const presences = new Map<string, Presence>()

  function find(id: string): WholeRoom | null {
    const one = held.get(id)
    return one && now() < one.goesAt ? one : null
  }
  function needed(id: string): WholeRoom {
    const one = find(id)
    if (!one) throw new NoRoom(id)
    return one
  }
  /** For a write. Between this and the write nothing may wait: that is what makes both one step. */
  async function writable(id: string): Promise<WholeRoom> {
    await journal.repaired(needed(id))
    return needed(id)
  }
  async function write(one: WholeRoom, entry: Entry): Promise<void> {
    one.take(entry)
    await journal.write(one, entry)
  }
  /** What is read is read now, and given once nothing of it can be lost. `look` copies what may change. */
  async function read<T>(id: string, look: (one: WholeRoom) => T): Promise<T> {
    const one = needed(id)
    const found = look(one)
    await journal.settled(one)
    return found
  }
  async function remove({ room }: WholeRoom): Promise<void> {
    held.delete(room.id)
    presences.delete(room.id)
    if (codes.get(room.state.code) === room.id) codes.delete(room.state.code)
    await journal.drop(room.id)
  }
  const taken = (code: string, id: string): boolean => {
    const other = codes.get(code)
    return other !== undefined && other !== id && find(other) !== null
  }
  function tell(id: string, wake: Wake): void {
    for (const heard of [...(listeners.get(id) ?? [])]) heard(wake)
  }

  return {
    async create(room) {
      if (held.has(room.id) || taken(room.state.code, room.id)) return false
      const one = new WholeRoom(room)
      held.set(room.id, one)
      codes.set(room.state.code, room.id)
      try {
        await write(one, { of: 'room', room })
      } catch (problem) {
        // Nobody has seen it. Who tries again opens another one.
        await remove(one)
        throw problem
      }
      return true
    },
    load: async (id) => (find(id) ? read(id, ({ room }) => room) : null),
    async byCode(code) {
      const id = codes.get(code)
      return id !== undefined && find(id) ? read(id, ({ room }) => room.id) : null
    },
    async size() {
      return [...held.keys()].filter((id) => find(id)).length
    },
    async append(id, after, change, n, state, endsAt) {
      const one = await writable(id)
      if (one.room.seq !== after || taken(state.code, id)) return false
      const before = one.room.state.code
      if (before !== state.code && codes.get(before) === id) codes.delete(before)
      codes.set(state.code, id)
      await write(one, { of: 'change', seq: after + 1, change, n, at: now(), state, endsAt })
      tell(id, { of: 'change' })
      return true
    },
    since: (id, seq) => read(id, ({ room, log }) => (seq > room.seq || seq < room.seq - log.length ? null : log.filter((logged) => logged.seq > seq))),
    setKey: async (id, keyHash) => write(await writable(id), { of: 'key', keyHash }),

    seatOf: (id, tokenHash) => read(id, ({ seats }) => seats.get(tokenHash) ?? null),
    async addSeat(id, tokenHash, names, most) {
      const one = await writable(id)
      const known = one.seats.get(tokenHash)
      if (known) return read(id, () => known)
      if (one.seats.size >= most) return null
      const seat: StoredSeat = { number: one.seats.size + 1, name: freeName(names, [...one.seats.values()]), removed: false }
      await write(one, { of: 'seat', tokenHash, seat })
      return seat
    },
    async setRemoved(id, number, removed) {
      const one = await writable(id)
      if (![...one.seats.values()].some((seat) => seat.number === number)) return false
      await write(one, { of: 'removed', number, removed })
      return true
    },
    seats: (id) => read(id, ({ seats }) => [...seats.values()]),

    async vote(id, seat, vote) {
      const one = await writable(id)
      if (decideVote(one.room.state, vote, now())) return false
      await write(one, { of: 'vote', seat, vote, at: now() })
      return true
    },
    voteOf: (id, seat, question, round) => read(id, (one) => one.ballot(question, round).get(seat)?.choice ?? null),
    tally: (id, question, round, options) =>
      read(id, (one) => {
        const counts = Array<number>(options).fill(0)
        for (const { choice } of one.ballot(question, round).values()) if (choice < options) counts[choice] = (counts[choice] ?? 0) + 1
        return counts
      }),
    votes: (id, question, round) => read(id, (one) => [...one.ballot(question, round).values()]),

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
    tell: async (id, wake) => tell(id, wake),

    async touch(id, until) {
      const one = find(id)
      if (!one) return
      const entry = one.untilEntry(until)
      if (entry) await write(await writable(id), entry)
      else one.until = until
    },
    async sweep(at) {
      for (const one of [...held.values()]) if (at >= one.goesAt) await remove(one)
    },
    close: () => journal.close(),
  }
}

/** The first that nobody has; if all are taken, which 4,096 pairs make unlikely, the first. */
export function freeName(names: readonly SeatName[], seats: readonly Pick<StoredSeat, 'name'>[]): SeatName {
  const used = new Set(seats.map(({ name }) => name.join('/')))
  return names.find((name) => !used.has(name.join('/'))) ?? names[0] ?? [0, 0]
}
