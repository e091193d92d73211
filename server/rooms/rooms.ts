/** All rooms of a server: who may open one, who may enter, and what each socket says in its room. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Refusal } from '../../protocol/errors.ts'
import { decideVote, newRoom } from '../../protocol/room.ts'
import type { RoomMessage } from '../../protocol/roomMessages.ts'
import { type Limits, NEW_SEAT_WAIT_MS, NEW_SEATS_PER_S, PRESENCE_MS, SCREENS_PER_ROOM, WRONG_CODES_PER_SOCKET } from '../limits.ts'
import { refusal } from '../refusals.ts'
import { type CodeGate, createCodeGate } from './codeGate.ts'
import { RoomLane, refusalOf } from './lane.ts'
import { type RoomMember, type RoomSocket, tellMember } from './member.ts'
import { notInRoom, notTeacher, roomFull, roomLocked, roomPassword, roomRemoved, roomSlow, roomsFull, roomsOff, unknownCode, unknownRoom } from './refusals.ts'
import { hasHash, newCode, newEpoch, newId, newKey, secretHash, someNames } from './secrets.ts'
import type { RoomStore, StoredSeat } from './store.ts'

export interface RoomsParts {
  store: RoomStore
  limits: Limits
  log: Logger
  /** False: no classes are held here. */
  open: boolean
  /** What whoever opens a class must know. */
  password: string | null
  /** Whether hardly any sockets are left. */
  crowded: () => boolean
  now?: () => number
}

export interface RoomVisitor extends RoomSocket {
  /** Where it comes from, for the limits by address. */
  address: string
  /** Closes the socket: it has sent too many wrong codes. */
  giveUp(): void
}

/** One socket's part in rooms. Messages are taken one after the other. */
export interface Attendance {
  take(message: RoomMessage): Promise<void>
  left(): void
}

export interface Rooms {
  attend(visitor: RoomVisitor): Attendance
  /** Rooms that have members here. */
  readonly lanes: number
  /** Members of all rooms that are here. */
  readonly members: number
  close(): Promise<void>
}

const CODE_TRIES = 20
const OPENED_S = 600

export function createRooms(parts: RoomsParts): Rooms {
  const now = parts.now ?? Date.now
  const lanes = new Map<string, Promise<RoomLane | null>>()
  const opened = new Map<string, RoomLane>()
  const shared: Shared = {
    ...parts,
    now,
    gate: createCodeGate(),
    opened: new RateLimiterMemory({ points: parts.limits.ROOMS_PER_ADDRESS, duration: OPENED_S }),
    newSeats: new RateLimiterMemory({ points: NEW_SEATS_PER_S, duration: 1 }),
    lane(id) {
      const known = lanes.get(id)
      if (known) return known
      const forget = (): void => {
        lanes.delete(id)
        opened.delete(id)
      }
      const lane = RoomLane.open(id, { ...parts, now, empty: forget })
      lanes.set(id, lane)
      lane.then((found) => (found ? opened.set(id, found) : forget()), forget)
      return lane
    },
  }
  const sweeping = setInterval(() => void parts.store.sweep(now()).catch(() => {}), PRESENCE_MS).unref()
  return {
    attend: (visitor) => new Attending(visitor, shared),
    get lanes() {
      return lanes.size
    },
    get members() {
      return [...opened.values()].reduce((sum, { size }) => sum + size, 0)
    },
    async close() {
      clearInterval(sweeping)
      await Promise.all([...opened.values()].map((lane) => lane.close()))
      await parts.store.close()
    },
  }
}

interface Shared extends RoomsParts {
  now: () => number
  gate: CodeGate
  opened: RateLimiterMemory
  newSeats: RateLimiterMemory
  lane(id: string): Promise<RoomLane | null>
}

type Enter = Extract<RoomMessage, { kind: 'room-enter' }>

class Attending implements Attendance {
  readonly #visitor: RoomVisitor
  readonly #parts: Shared
  #in: { lane: RoomLane; member: RoomMember } | null = null
  #turn: Promise<void> = Promise.resolve()
  #gone = false
  #wrongCodes = 0

  constructor(visitor: RoomVisitor, parts: Shared) {
    this.#visitor = visitor
    this.#parts = parts
  }

  take(message: RoomMessage): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (this.#gone) return
      try {
        await this.#obey(message)
      } catch (problem) {
        const refused = refusalOf(problem)
        if (refused.code === 'internal') this.#parts.log.error({ err: problem }, 'a message about a class')
        this.#refuse(message, refused)
      }
    })
    return this.#turn
  }

  left(): void {
    this.#gone = true
    this.#leave()
  }

  #leave(): void {
    this.#in?.lane.leave(this.#in.member)
    this.#in = null
  }

  #refuse(message: RoomMessage, refused: Refusal): void {
    tellMember({ socket: this.#visitor }, { kind: 'room-refused', of: message.kind, n: message.kind === 'room-act' ? message.n : null, refusal: refused })
  }

  async #obey(message: RoomMessage): Promise<void> {
    if (message.kind === 'room-open') return this.#open(message.password)
    if (message.kind === 'room-enter') return this.#enter(message)
    if (message.kind === 'room-leave') {
      if (this.#in) tellMember(this.#in.member, { kind: 'room-out', why: 'left' })
      return this.#leave()
    }
    if (!this.#in?.lane.has(this.#in.member)) return this.#refuse(message, notInRoom())
    return this.#speak(this.#in.lane, this.#in.member, message)
  }

  async #speak(lane: RoomLane, member: RoomMember, message: Exclude<RoomMessage, { kind: 'room-open' | 'room-enter' | 'room-leave' }>): Promise<void> {
    switch (message.kind) {
      case 'room-act': {
        const done = await lane.act(member, message.n, message.act)
        if (!done.ok) return this.#refuse(message, done.refusal)
        return tellMember(member, { kind: 'room-acted', n: message.n, ...(done.key !== undefined && { key: done.key }) })
      }
      case 'room-vote':
        return this.#vote(lane, member, message)
      case 'room-here':
        return lane.says(member, { following: message.following, step: message.step ?? null })
      case 'room-hand':
        return lane.says(member, { hand: message.up })
      case 'room-point': {
        const refused = lane.point(member, { at: message.at, pin: message.pin })
        return refused ? this.#refuse(message, refused) : undefined
      }
      case 'room-results':
        return member.as === 'teacher' ? lane.results(member) : this.#refuse(message, notTeacher())
    }
  }

  async #vote(lane: RoomLane, member: RoomMember, message: Extract<RoomMessage, { kind: 'room-vote' }>): Promise<void> {
    const { question, round, choice } = message
    if (!member.seat) return this.#refuse(message, refusal('not_teacher', 'only a seat votes', 'enter with a phone or a laptop of your own'))
    if (await lane.vote(member.seat.number, { question, round, choice })) return tellMember(member, { kind: 'room-voted', question, round, choice })
    const why = decideVote(lane.state, { question, round, choice }, this.#parts.now())
    // The store has judged; this copy may not have heard of the close yet.
    this.#refuse(message, why ? refusal(why.code, why.message, why.cure) : refusal('vote_closed', 'the vote is closed', 'wait: your teacher may ask again'))
  }

  async #open(password: string | undefined): Promise<void> {
    const refused = await this.#whyNotOpen(password)
    if (refused) return this.#refuse({ kind: 'room-open' }, refused)
    const { store, limits, now } = this.#parts
    const key = newKey()
    for (let tries = 0; tries < CODE_TRIES; tries += 1) {
      const at = now()
      const room = {
        id: newId(),
        epoch: newEpoch(),
        seq: 0,
        state: newRoom(newCode()),
        keyHash: secretHash(key),
        openedAt: at,
        endsAt: at + limits.ROOM_LIFE_MS,
      }
      if (!(await store.create(room))) continue
      await store.touch(room.id, at + limits.ROOM_IDLE_MS)
      return tellMember({ socket: this.#visitor }, { kind: 'room-opened', room: room.id, code: room.state.code, key })
    }
    this.#refuse({ kind: 'room-open' }, roomsFull(limits.ROOMS_AT_ONCE))
  }

  async #whyNotOpen(password: string | undefined): Promise<Refusal | null> {
    const { open, password: wanted, store, limits, opened } = this.#parts
    if (!open) return roomsOff()
    if (wanted !== null && !hasHash(password ?? '', secretHash(wanted))) {
      // A guess costs as much as a room.
      return (await this.#spent(opened)) ?? roomPassword()
    }
    if ((await store.size()) >= limits.ROOMS_AT_ONCE) return roomsFull(limits.ROOMS_AT_ONCE)
    return this.#spent(opened)
  }

  async #spent(limiter: RateLimiterMemory): Promise<Refusal | null> {
    const { ROOMS_PER_ADDRESS } = this.#parts.limits
    const over = await limiter.consume(this.#visitor.address).then(
      () => false,
      () => true,
    )
    return over
      ? refusal('rate_limit', `more than ${ROOMS_PER_ADDRESS} classes of your address in ten minutes`, 'wait ten minutes, or use the class that is open')
      : null
  }

  async #enter(message: Enter): Promise<void> {
    if (!this.#parts.open) return this.#refuse(message, roomsOff())
    const found = await this.#find(message)
    if ('refused' in found) {
      this.#refuse(message, found.refused)
      if (this.#wrongCodes >= WRONG_CODES_PER_SOCKET) this.#visitor.giveUp()
      return
    }
    const { lane } = found
    const admitted = await this.#admit(lane, message)
    if ('refused' in admitted) return this.#refuse(message, admitted.refused)
    this.#leave()
    if (this.#gone) return
    this.#in = { lane, member: admitted.member }
    if (await lane.join(admitted.member, message.have)) return
    // The last member left at this moment, and the lane closed with it. The next one is new.
    this.#in = null
    await this.#enter(message)
  }

  async #find({ room, code }: Enter): Promise<{ lane: RoomLane } | { refused: Refusal }> {
    const { gate, store, lane } = this.#parts
    if (room !== undefined) {
      const found = await lane(room)
      return found ? { lane: found } : { refused: unknownRoom() }
    }
    if (code === undefined) return { refused: refusal('bad_message', 'a class needs an id or a code', 'use the link, or type the eight digits') }
    if (!(await gate.turn(this.#visitor.address))) return { refused: roomSlow() }
    const id = await store.byCode(code)
    const found = id === null ? null : await lane(id)
    if (found) return { lane: found }
    await gate.wrong(this.#visitor.address)
    this.#wrongCodes += 1
    return { refused: unknownCode() }
  }

  async #admit(lane: RoomLane, message: Enter): Promise<{ member: RoomMember } | { refused: Refusal }> {
    const member: RoomMember = {
      socket: this.#visitor,
      as: message.as,
      seat: null,
      token: null,
      keyHash: null,
      following: true,
      step: null,
      hand: false,
      missed: false,
    }
    if (message.as === 'teacher') {
      if (message.key === undefined || !hasHash(message.key, lane.keyHash)) return { refused: notTeacher() }
      return { member: { ...member, keyHash: secretHash(message.key) } }
    }
    if (message.as === 'screen') {
      const screens = (await this.#parts.store.present(lane.id)).reduce((sum, one) => sum + one.screens, 0)
      return screens >= SCREENS_PER_ROOM ? { refused: roomFull(SCREENS_PER_ROOM) } : { member }
    }
    const seat = await this.#seat(lane, message.seat)
    return 'refused' in seat ? seat : { member: { ...member, ...seat } }
  }

  /** The seat of an earlier visit, or a new one. */
  async #seat(lane: RoomLane, token: string | undefined): Promise<{ seat: StoredSeat; token: string } | { refused: Refusal }> {
    const { store, limits, newSeats } = this.#parts
    const known = token === undefined ? null : await store.seatOf(lane.id, secretHash(token))
    if (known && token !== undefined) return known.removed ? { refused: roomRemoved() } : { seat: known, token }
    if (lane.state.locked) return { refused: roomLocked() }
    const wait = await newSeats.consume(lane.id).then(
      () => 0,
      () => randomInt(NEW_SEAT_WAIT_MS),
    )
    if (wait > 0) await sleep(wait)
    const fresh = newId()
    const seat = await store.addSeat(lane.id, secretHash(fresh), someNames(), limits.SEATS_PER_ROOM)
    if (!seat) return { refused: roomFull(limits.SEATS_PER_ROOM) }
    await store.tell(lane.id, { of: 'seats' })
    return { seat, token: fresh }
  }
}
