/**
 * What a lane tells of its members: to the teacher the votes so far, who is here, who follows and who is stuck; to the wall how many have
 * voted; to everybody how many there are, unless the teacher hides it. Only what has changed, and never how somebody voted.
 */
import { optionsOf, type RoomState, votesIn } from '../../protocol/room.ts'
import type { RoomWord, SeatRow } from '../../protocol/roomMessages.ts'
import { PRESENCE_MS } from '../limits.ts'
import type { RoomMember } from './member.ts'
import { changedRows, seatRowsOf } from './people.ts'
import type { Presence, RoomStore } from './store.ts'

export interface RollCallParts {
  id: string
  store: RoomStore
  now: () => number
  /** Whether this server has hardly any sockets left. */
  crowded: () => boolean
  state: () => RoomState
  members: ReadonlySet<RoomMember>
  /** Sends a frame to each member of whom `who` says yes. */
  toAll: (frame: string, who: (member: RoomMember) => boolean) => void
}

export class RollCall {
  readonly #parts: RollCallParts
  #lastTally = ''
  readonly #lastCounts = new Map<RoomMember['as'], string>()
  #lastRows = new Map<number, SeatRow>()
  /** Somebody came, went, or said where he is. */
  #moved = true
  #saidAt = 0
  #voted: number | null = null
  /** Who is there at all servers, as the store said within the last second. */
  #present: readonly Presence[] = []

  constructor(parts: RollCallParts) {
    this.#parts = parts
  }

  /** Somebody came, went, or said where he is: it is told with the next count. */
  moved(): void {
    this.#moved = true
  }

  /** A new member hears the counts anew; a teacher hears of every seat at once. */
  async joined(member: RoomMember): Promise<void> {
    this.#moved = true
    this.#lastCounts.clear()
    if (member.as !== 'teacher') return
    this.#lastTally = ''
    await this.#tellRows([member])
  }

  /** The votes so far: all of them to the teacher, their number to the wall. */
  async tellTally(): Promise<void> {
    const { ask } = this.#parts.state()
    const counted = [...this.#parts.members].some(({ as }) => as !== 'student')
    if (!ask || !counted) {
      this.#voted = null
      return
    }
    const counts = await this.#parts.store.tally(this.#parts.id, ask.index, ask.round, optionsOf(ask.ref))
    this.#voted = votesIn(counts)
    const frame = JSON.stringify({ kind: 'room-tally', question: ask.index, round: ask.round, counts } satisfies RoomWord)
    if (frame === this.#lastTally) return
    this.#lastTally = frame
    this.#parts.toAll(frame, ({ as }) => as === 'teacher')
    this.#tellCounts()
  }

  async tellPeople(): Promise<void> {
    if (this.#moved || this.#parts.now() - this.#saidAt >= PRESENCE_MS) {
      this.#moved = false
      this.#saidAt = this.#parts.now()
      await this.#parts.store.say(this.#parts.id, this.#presence())
    }
    this.#present = await this.#parts.store.present(this.#parts.id)
    this.#tellCounts()
    await this.#tellRows(
      [...this.#parts.members].filter(({ as }) => as === 'teacher'),
      this.#lastRows,
    )
  }

  #presence(): Presence {
    const seats = new Map<number, Presence['seats'][number]>()
    let [teachers, screens] = [0, 0]
    for (const { as, seat, following, step, hand } of this.#parts.members) {
      if (as === 'teacher') teachers += 1
      if (as === 'screen') screens += 1
      if (seat) seats.set(seat.number, { number: seat.number, following, step, hand })
    }
    const all = [...seats.values()]
    return { here: all.length, following: all.filter(({ following }) => following).length, teachers, screens, seats: all }
  }

  #tellCounts(): void {
    const all = this.#present
    const sum = (of: (presence: Presence) => number): number => all.reduce((total, one) => total + of(one), 0)
    const [here, following, teachers, screens] = [sum((one) => one.here), sum((one) => one.following), sum((one) => one.teachers), sum((one) => one.screens)]
    for (const as of ['teacher', 'screen', 'student'] as const) {
      const shown = as === 'teacher' || this.#parts.state().headcount
      const word: RoomWord = {
        kind: 'room-count',
        here: shown ? here : null,
        following: as === 'teacher' ? following : null,
        voted: as === 'student' || (as === 'screen' && !this.#parts.state().headcount) ? null : this.#voted,
        teachers,
        screens,
        crowded: as === 'teacher' && this.#parts.crowded(),
      }
      const frame = JSON.stringify(word)
      if (this.#lastCounts.get(as) === frame) continue
      this.#lastCounts.set(as, frame)
      this.#parts.toAll(frame, (member) => member.as === as)
    }
  }

  /** The rows of seats, to teachers. `before`: what they know. */
  async #tellRows(teachers: readonly RoomMember[], before?: Map<number, SeatRow>): Promise<void> {
    if (teachers.length === 0) return
    const { store } = this.#parts
    const rows = seatRowsOf(await store.seats(this.#parts.id), before ? this.#present : await store.present(this.#parts.id))
    const seats = before ? changedRows(before, rows) : rows
    if (before) this.#lastRows = new Map(rows.map((row) => [row.number, row]))
    if (before && seats.length === 0) return
    const frame = JSON.stringify({ kind: 'room-people', whole: before === undefined, seats } satisfies RoomWord)
    this.#parts.toAll(frame, (member) => teachers.includes(member))
  }
}
