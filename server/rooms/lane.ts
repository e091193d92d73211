/**
 * The members of one room that are at this server. An act is decided here, stored by comparing its number, and then told: to our own
 * members, and by the store to other servers. The store's log is the truth; this is a copy that catches up.
 *
 *   act ─► decide ─► store.append (CAS) ─► store.tell ─► catchUp, here and at other servers ─► members
 */
import type { Logger } from 'pino'
import type { Refusal } from '../../protocol/errors.ts'
import {
  type Act,
  applyChange,
  type Counts,
  decide,
  isQuiet,
  LATE_VOTE_MS,
  mayAct,
  optionsOf,
  type QuietAct,
  type RoomActor,
  type RoomChange,
} from '../../protocol/room.ts'
import type { RoomWord, Vote } from '../../protocol/roomMessages.ts'
import { ACT_TRIES, COUNT_MS, LARGE_CLASS, type Limits, POINT_MS, PRESENCE_MS, ROOM_RESULTS_MS, SEAT_SOCKETS, TALLY_MS } from '../limits.ts'
import { refusal } from '../refusals.ts'
import { actorOf, type RoomMember, tellMember, youOf } from './member.ts'
import { notTeacher, storeAway, unknownRoom } from './refusals.ts'
import { RollCall } from './rollCall.ts'
import { newCode, newKey, secretHash } from './secrets.ts'
import { type LoggedChange, NoRoom, type RoomStore, StoreAway, type StoredRoom, type Wake } from './store.ts'

export interface LaneParts {
  store: RoomStore
  limits: Limits
  log: Logger
  now: () => number
  /** Whether this server has hardly any sockets left. */
  crowded: () => boolean
  /** The last member has left. */
  empty: () => void
}

/** What an act came to. `key`: the new one, after `rekey`. */
export type Done = { ok: true; key?: string } | { ok: false; refusal: Refusal }

export class RoomLane {
  readonly #parts: LaneParts
  #room: StoredRoom
  /** The state as text, written once for all who ask. */
  #stateText = { seq: -1, text: '' }
  readonly #members = new Set<RoomMember>()
  /** Names of acts that are in the log, so that none is done twice. */
  readonly #acts = new Set<string>()
  /** What is done in turn: to store an act, and to catch up. */
  #turn: Promise<unknown> = Promise.resolve()
  #point: { at: number | null; pin: string | null } | null = null
  #pointing: NodeJS.Timeout | undefined
  #clock: NodeJS.Timeout | undefined
  readonly #timers: NodeJS.Timeout[] = []
  #unlisten: () => void = () => {}
  readonly #rollCall: RollCall
  #closed = false

  private constructor(room: StoredRoom, parts: LaneParts) {
    this.#room = room
    this.#parts = parts
    this.#rollCall = new RollCall({
      ...parts,
      id: room.id,
      state: () => this.state,
      members: this.#members,
      toAll: (frame, who) => this.#toAll(frame, who),
    })
  }

  static async open(id: string, parts: LaneParts): Promise<RoomLane | null> {
    const room = await parts.store.load(id)
    if (!room) return null
    const lane = new RoomLane(room, parts)
    lane.#unlisten = await parts.store.listen(id, (wake) => lane.#heard(wake))
    // What was stored between the two is caught up now, with the names of the acts before it.
    await lane.#inTurn(() => lane.#reload(room))
    await lane.#inTurn(() => lane.#take())
    const every = (ms: number, does: () => Promise<void>): void => {
      lane.#timers.push(setInterval(() => void does().catch((problem) => lane.#trouble(problem)), ms).unref())
    }
    every(TALLY_MS, () => lane.#tellOften())
    every(COUNT_MS, () => lane.#rollCall.tellPeople())
    every(PRESENCE_MS, () => lane.#catchUp())
    return lane
  }

  get id(): string {
    return this.#room.id
  }
  get state() {
    return this.#room.state
  }
  get keyHash(): string {
    return this.#room.keyHash
  }
  /** Whether it is still in. */
  has(member: RoomMember): boolean {
    return this.#members.has(member)
  }
  get size(): number {
    return this.#members.size
  }

  /** Adds a member and tells it the room: what it has missed, or everything. False: this lane has closed meanwhile. */
  async join(member: RoomMember, have: { epoch: string; seq: number } | undefined): Promise<boolean> {
    const same = member.seat && [...this.#members].filter(({ seat }) => seat?.number === member.seat?.number)
    const oldest = same && same.length >= SEAT_SOCKETS ? same[0] : undefined
    if (oldest) this.out(oldest, 'replaced')
    const missed = have && have.epoch === this.#room.epoch ? await this.#parts.store.since(this.id, have.seq) : null
    const mine = await this.#voteOf(member)
    if (this.#closed) return false
    // From here to the adding nothing waits, so no change comes between what is told now and what is told later.
    const now = this.#parts.now()
    if (missed && have && have.seq + missed.length === this.#room.seq) {
      for (const logged of missed) tellMember(member, this.#changeWord(logged))
      tellMember(member, { kind: 'room-resumed', seq: this.#room.seq, now, you: youOf(member), mine, point: this.#point })
    } else this.#tellAll(member, mine)
    this.#members.add(member)
    await this.#rollCall.joined(member)
    return true
  }

  leave(member: RoomMember): void {
    if (!this.#members.delete(member)) return
    this.#rollCall.moved()
    if (this.#members.size === 0) void this.#empty()
  }

  /** Tells a member that it is out, and why. */
  out(member: RoomMember, why: Extract<RoomWord, { kind: 'room-out' }>['why']): void {
    tellMember(member, { kind: 'room-out', why })
    this.leave(member)
  }

  /** What a member says of itself. */
  says(member: RoomMember, said: Partial<Pick<RoomMember, 'following' | 'step' | 'hand'>>): void {
    Object.assign(member, said)
    this.#rollCall.moved()
  }

  async act(member: RoomMember, n: string, act: Act): Promise<Done> {
    if (isQuiet(act)) return this.#quietly(member, act)
    if (act.of === 'lend' && !(await this.#parts.store.seats(this.id)).some(({ number, removed }) => number === act.seat && !removed))
      return { ok: false, refusal: refusal('bad_value', `there is no seat ${act.seat}`, 'lend to a seat of this class') }
    return this.#decided(actorOf(member), n, act)
  }

  vote(seat: number, vote: Vote): Promise<boolean> {
    return this.#parts.store.vote(this.id, seat, vote)
  }

  /** Where the one who leads points. The last one counts, so it is told now and then. */
  point(member: RoomMember, point: { at: number | null; pin: string | null }): Refusal | null {
    const refused = mayAct(this.state, actorOf(member), 'point')
    if (refused) return refusal(refused.code, refused.message, refused.cure)
    this.#point = point
    this.#pointing ??= setTimeout(
      () => {
        this.#pointing = undefined
        if (this.#point) void this.#parts.store.tell(this.id, { of: 'point', ...this.#point }).catch((problem) => this.#trouble(problem))
      },
      this.#members.size > LARGE_CLASS ? 2 * POINT_MS : POINT_MS,
    ).unref()
    return null
  }

  /** All votes, in parts, to a teacher. */
  async results(member: RoomMember): Promise<void> {
    const rounds = this.state.asked.flatMap(({ index, rounds: count }) => Array.from({ length: count }, (_, at) => [index, at + 1] as const))
    for (const [at, [question, round]] of rounds.entries()) {
      const votes = await this.#parts.store.votes(this.id, question, round)
      tellMember(member, { kind: 'room-results', question, round, votes: votes.map((one) => [one.seat, one.choice, one.at]), last: at === rounds.length - 1 })
    }
  }

  /** The room is gone, or the server stops. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const timer of this.#timers) clearInterval(timer)
    clearTimeout(this.#clock)
    clearTimeout(this.#pointing)
    this.#unlisten()
    await this.#parts.store.say(this.id, null).catch(() => {})
  }

  async #empty(): Promise<void> {
    const { store, now, limits, empty } = this.#parts
    empty()
    await this.close()
    await store.touch(this.id, now() + limits.ROOM_IDLE_MS).catch(() => {})
  }

  #inTurn<T>(does: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(does)
    this.#turn = mine.catch(() => {})
    return mine
  }

  #decided(actor: RoomActor, n: string, act: Exclude<Act, QuietAct>): Promise<Done> {
    return this.#inTurn(async () => {
      for (let tries = 0; tries < ACT_TRIES; tries += 1) {
        await this.#take()
        if (this.#acts.has(n)) return { ok: true }
        const now = this.#parts.now()
        const decision = decide(this.state, act, actor, { now, counts: await this.#counts(act), freshCode: newCode() })
        if (!decision.ok) return { ok: false, refusal: refusal(decision.code, decision.message, decision.cure) }
        if (await this.#append(decision.change, n, now)) return { ok: true }
      }
      return { ok: false, refusal: refusal('too_busy', 'others act at the same moment', 'try again') }
    })
  }

  async #append(change: RoomChange, n: string, now: number): Promise<boolean> {
    const { id, seq, state, endsAt: before } = this.#room
    const endsAt = change.of === 'finish' ? Math.min(now + ROOM_RESULTS_MS, before) : before
    if (!(await this.#parts.store.append(id, seq, change, n, applyChange(state, change), endsAt))) return false
    await this.#take()
    return true
  }

  /** Acts that nobody else sees in the log. */
  async #quietly(member: RoomMember, act: QuietAct): Promise<Done> {
    const { store } = this.#parts
    if (member.as !== 'teacher') return { ok: false, refusal: notTeacher() }
    if (act.of === 'rekey') {
      const key = newKey()
      member.keyHash = secretHash(key)
      await store.setKey(this.id, member.keyHash)
      await store.tell(this.id, { of: 'rekey' })
      return { ok: true, key }
    }
    if (!(await store.setRemoved(this.id, act.seat, act.of === 'remove')))
      return { ok: false, refusal: refusal('bad_value', `there is no seat ${act.seat}`, 'name a seat of this class') }
    if (act.of === 'remove' && this.state.driver === act.seat) await this.#decided({ as: 'teacher' }, `take-${act.seat}-${this.#room.seq}`, { of: 'take' })
    await store.tell(this.id, act.of === 'remove' ? { of: 'removed', seat: act.seat } : { of: 'seats' })
    return { ok: true }
  }

  /** The votes that an act may make public, for each round of the current question. */
  async #counts(act: Act): Promise<Counts> {
    const { ask } = this.state
    if (!ask || (act.of !== 'counts' && act.of !== 'answer')) return []
    const rounds = Array.from({ length: ask.round }, (_, at) => at + 1)
    return Promise.all(rounds.map((round) => this.#parts.store.tally(this.id, ask.index, round, optionsOf(ask.ref))))
  }

  #heard(wake: Wake): void {
    switch (wake.of) {
      case 'change':
        return void this.#catchUp().catch((problem) => this.#trouble(problem))
      case 'seats':
        return this.#rollCall.moved()
      case 'removed':
        for (const member of [...this.#members]) if (member.seat?.number === wake.seat) this.out(member, 'removed')
        return this.#rollCall.moved()
      case 'rekey':
        return void this.#signOut().catch((problem) => this.#trouble(problem))
      case 'point':
        this.#point = { at: wake.at, pin: wake.pin }
        this.#toAll(JSON.stringify({ kind: 'room-point', ...this.#point } satisfies RoomWord))
    }
  }

  async #signOut(): Promise<void> {
    const room = await this.#parts.store.load(this.id)
    if (!room) return
    this.#room = { ...this.#room, keyHash: room.keyHash }
    for (const member of [...this.#members]) if (member.as === 'teacher' && member.keyHash !== room.keyHash) this.out(member, 'signed-out')
  }

  #catchUp(): Promise<void> {
    return this.#inTurn(async () => {
      // Whoever is in a room keeps it.
      await this.#parts.store.touch(this.id, this.#parts.now() + this.#parts.limits.ROOM_IDLE_MS)
      await this.#take()
    })
  }

  /** Takes the changes that the log has and this copy has not, and tells them. */
  async #take(): Promise<void> {
    if (this.#closed) return
    const { store } = this.#parts
    const room = await store.load(this.id)
    if (!room) return this.#gone()
    const missed = room.epoch === this.#room.epoch ? await store.since(this.id, this.#room.seq) : null
    if (!missed) return this.#reload(room)
    for (const logged of missed) {
      this.#room = { ...this.#room, seq: logged.seq, state: applyChange(this.#room.state, logged.change) }
      if (logged.change.of === 'show') this.#point = null
      this.#remember(logged.n)
      this.#toAll(JSON.stringify(this.#changeWord(logged)))
    }
    if (missed.length > 0) this.#setClock()
  }

  /** Takes the whole room from the store, and tells it to everybody. */
  async #reload(room: StoredRoom): Promise<void> {
    this.#room = room
    for (const { n } of (await this.#parts.store.since(this.id, Math.max(0, room.seq - 50))) ?? []) this.#remember(n)
    this.#setClock()
    for (const member of this.#members) this.#tellAll(member, await this.#voteOf(member))
  }

  #remember(n: string): void {
    this.#acts.add(n)
    // In the order of their coming: the oldest goes.
    if (this.#acts.size > 500) for (const oldest of this.#acts) return void this.#acts.delete(oldest)
  }

  #gone(): void {
    for (const member of [...this.#members]) this.out(member, 'ended')
  }

  /** Every server of the room closes a question when its time is over; the first one does it, the others see that it is done. */
  #setClock(): void {
    clearTimeout(this.#clock)
    const { ask } = this.state
    if (ask?.phase !== 'open' || ask.closesAt === null) return
    const { index, round, closesAt } = ask
    const ring = (): void => void this.#decided({ as: 'clock' }, `clock-${index}-${round}`, { of: 'close' }).catch((problem) => this.#trouble(problem))
    this.#clock = setTimeout(ring, Math.max(0, closesAt + LATE_VOTE_MS - this.#parts.now())).unref()
  }

  #changeWord({ seq, change }: Pick<LoggedChange, 'seq' | 'change'>): RoomWord {
    return { kind: 'room-change', seq, now: this.#parts.now(), change }
  }

  #tellAll(member: RoomMember, mine: Vote | null): void {
    const { id, epoch, seq, state } = this.#room
    if (this.#stateText.seq !== seq) this.#stateText = { seq, text: JSON.stringify(state) }
    const rest = JSON.stringify({ room: id, epoch, seq, now: this.#parts.now(), you: youOf(member), mine, point: this.#point })
    member.socket.send(`{"kind":"room",${rest.slice(1, -1)},"state":${this.#stateText.text}}`)
    member.missed = false
  }

  #toAll(frame: string, who: (member: RoomMember) => boolean = () => true): void {
    for (const member of this.#members) {
      if (!who(member)) continue
      if (member.missed || member.socket.behind()) member.missed = true
      else member.socket.send(frame)
    }
  }

  async #voteOf({ seat }: RoomMember): Promise<Vote | null> {
    const { ask } = this.state
    if (!seat || !ask) return null
    const choice = await this.#parts.store.voteOf(this.id, seat.number, ask.index, ask.round)
    return choice === null ? null : { question: ask.index, round: ask.round, choice }
  }

  /** Whoever has caught up with its socket gets all of the room; then the votes so far. */
  async #tellOften(): Promise<void> {
    for (const member of this.#members) if (member.missed && !member.socket.behind()) this.#tellAll(member, await this.#voteOf(member))
    await this.#rollCall.tellTally()
  }

  #trouble(problem: unknown): void {
    if (problem instanceof StoreAway) return this.#parts.log.debug('the store of classes does not answer')
    this.#parts.log.error({ err: problem }, 'a class')
  }
}

/** What a store that does not answer means for whoever asked. */
export function refusalOf(problem: unknown): Refusal {
  if (problem instanceof StoreAway) return storeAway()
  return problem instanceof NoRoom ? unknownRoom() : refusal('internal', 'the server failed; the fault is ours', 'try again')
}
