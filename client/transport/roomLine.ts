/**
 * A browser's line to its room. It enters again after every reconnect, asks for what it has missed, and sends a vote or an act again
 * until the server has answered: both may be repeated without harm. No DOM; who looks at it subscribes.
 */
import type { Refusal } from '../../protocol/errors.ts'
import { type Act, applyChange, type RoomState } from '../../protocol/room.ts'
import { decodeRoomWord, type RoomMessage, type RoomRole, type RoomWord, type SeatRow, type Vote, type You } from '../../protocol/roomMessages.ts'
import { speaksOfRoom } from '../../protocol/speaksOfRoom.ts'
import { type Channel, joinChannel } from './channel.ts'

type WordOf<K extends RoomWord['kind']> = Extract<RoomWord, { kind: K }>

export interface RoomView {
  /** `entering`: no answer yet. `refused`: not let in. `out`: no longer in. */
  is: 'entering' | 'in' | 'refused' | 'out'
  /** Whether the connection stands at this moment. */
  connected: boolean
  /** Why the room was refused; or, while in it, the latest act or vote. */
  refusal: Refusal | null
  why: WordOf<'room-out'>['why'] | null
  room: string | null
  you: You | null
  state: RoomState | null
  /** This seat's vote as the server has it, and the one that it has not answered yet. */
  mine: Vote | null
  sending: Vote | null
  count: Omit<WordOf<'room-count'>, 'kind'> | null
  tally: Omit<WordOf<'room-tally'>, 'kind'> | null
  people: ReadonlyMap<number, SeatRow>
  point: { at: number | null; pin: string | null } | null
  /** What to add to this browser's clock to have the server's, in ms. */
  ahead: number
  hand: boolean
}

/** One vote of the export: seat, choice, ms of the server's clock. */
export type Results = readonly Omit<WordOf<'room-results'>, 'kind' | 'last'>[]

export interface RoomLine {
  readonly view: RoomView
  subscribe(reader: () => void): () => void
  act(act: Act): void
  vote(choice: number): void
  here(following: boolean, step: number | null): void
  hand(up: boolean): void
  point(at: number | null, pin: string | null): void
  results(): Promise<Results>
  /** The page may have slept, or the network is back. */
  wake(): void
  leave(): void
}

export interface RoomEntry {
  room?: string
  code?: string
  as: RoomRole
  /** The token of an earlier visit. */
  seat?: string
  key?: string
}

/** What is to be stored, so that a reload or a phone that slept finds its seat again. */
export interface Keeping {
  seat(room: string, token: string): void
  key(room: string, key: string): void
}

const NOWHERE: RoomView = {
  ...{ is: 'entering', connected: false, refusal: null, why: null, room: null, you: null, state: null, mine: null, sending: null, count: null, tally: null },
  ...{ people: new Map(), point: null, ahead: 0, hand: false },
}

/** A browser says where it is at most this often. */
const HERE_MS = 3_000
/** The cursor is told this often. */
const POINT_MS = 200

export function openRoomLine(url: string, entry: RoomEntry, keeping: Keeping, now: () => number = Date.now): RoomLine {
  return new Line(url, entry, keeping, now)
}

class Line implements RoomLine {
  view: RoomView = NOWHERE
  readonly #readers = new Set<() => void>()
  readonly #channel: Channel
  readonly #keeping: Keeping
  readonly #now: () => number
  #entry: RoomEntry
  #have: { epoch: string; seq: number } | undefined
  /** Acts without an answer yet, by name, in their order. */
  readonly #acts = new Map<string, Act>()
  #acted = 0
  /** Begins the names of this page's acts. Another page, and this one after a reload, has another. */
  readonly #page = Math.random().toString(36).slice(2, 10)
  readonly #here = { following: true, step: null as number | null, timer: undefined as ReturnType<typeof setTimeout> | undefined, at: 0 }
  readonly #pointing = {
    latest: undefined as { at: number | null; pin: string | null } | undefined,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  }
  #results: { parts: Results[number][]; done: (all: Results) => void; failed: (why: Error) => void } | null = null

  constructor(url: string, entry: RoomEntry, keeping: Keeping, now: () => number) {
    this.#entry = entry
    this.#keeping = keeping
    this.#now = now
    this.#channel = joinChannel(url, { opened: () => this.#enter(), frame: (text) => this.#frame(text), closed: () => this.#lost() })
  }

  subscribe(reader: () => void): () => void {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }

  act(act: Act): void {
    this.#acted += 1
    const n = `${this.#page}-${this.#acted}`
    this.#acts.set(n, act)
    this.#change({ refusal: null })
    if (this.view.is === 'in' && this.view.connected) this.#send({ kind: 'room-act', n, act })
  }

  vote(choice: number): void {
    const { state, you } = this.view
    const ask = state?.ask
    if (ask?.phase !== 'open' || you?.as !== 'student') return
    const vote: Vote = { question: ask.index, round: ask.round, choice }
    this.#change({ sending: vote, refusal: null })
    this.#send({ kind: 'room-vote', ...vote })
  }

  here(following: boolean, step: number | null): void {
    if (this.#here.following === following && this.#here.step === step) return
    Object.assign(this.#here, { following, step })
    this.#here.timer ??= setTimeout(() => this.#sayHere(), Math.max(0, this.#here.at + HERE_MS - this.#now()))
  }

  hand(up: boolean): void {
    this.#change({ hand: up })
    this.#send({ kind: 'room-hand', up })
  }

  point(at: number | null, pin: string | null): void {
    this.#pointing.latest = { at, pin }
    this.#pointing.timer ??= setTimeout(() => {
      this.#pointing.timer = undefined
      if (this.#pointing.latest) this.#send({ kind: 'room-point', ...this.#pointing.latest })
    }, POINT_MS)
  }

  results(): Promise<Results> {
    this.#results?.failed(new Error('asked again'))
    return new Promise((done, failed) => {
      this.#results = { parts: [], done, failed }
      if (this.view.state?.asked.length === 0) return this.#endResults()
      if (!this.#send({ kind: 'room-results' })) this.#failResults()
    })
  }

  wake(): void {
    if (this.view.is !== 'out' && this.view.is !== 'refused') this.#channel.wake()
  }

  leave(): void {
    this.#send({ kind: 'room-leave' })
    this.#end('left')
  }

  #send(message: RoomMessage): boolean {
    return this.#channel.send(message)
  }

  #change(part: Partial<RoomView>): void {
    this.view = { ...this.view, ...part }
    for (const reader of this.#readers) reader()
  }

  #enter(): void {
    if (this.view.is === 'out' || this.view.is === 'refused') return
    this.#change({ connected: true })
    this.#send({ kind: 'room-enter', ...this.#entry, ...(this.#have && this.view.state && { have: this.#have }) })
  }

  #lost(): void {
    this.#change({ connected: false, count: null })
    this.#failResults()
  }

  #end(why: NonNullable<RoomView['why']>): void {
    clearTimeout(this.#here.timer)
    clearTimeout(this.#pointing.timer)
    this.#acts.clear()
    this.#failResults()
    this.#channel.leave()
    this.#change({ is: 'out', why, connected: false })
  }

  #sayHere(): void {
    this.#here.timer = undefined
    this.#here.at = this.#now()
    const { following, step } = this.#here
    this.#send({ kind: 'room-here', following, ...(step !== null && { step }) })
  }

  #frame(text: string): void {
    if (!speaksOfRoom(text)) return
    const verdict = decodeRoomWord(text)
    if (!verdict.ok) {
      // An older page, or a newer server. Whoever cannot read the room any more asks for all of it at the next change.
      this.#have = undefined
      return
    }
    this.#take(verdict.value)
  }

  #take(word: RoomWord): void {
    switch (word.kind) {
      case 'room-opened':
        return
      case 'room':
        return this.#entered(word)
      case 'room-resumed':
        this.#have = this.#have && { ...this.#have, seq: word.seq }
        return this.#back({ you: word.you, mine: word.mine, point: word.point, ahead: word.now - this.#now() })
      case 'room-change':
        return this.#changed(word)
      case 'room-point':
        return this.#change({ point: { at: word.at, pin: word.pin } })
      case 'room-count':
        return this.#change({ count: word })
      case 'room-tally':
        return this.#change({ tally: word })
      case 'room-people':
        return this.#change({ people: new Map([...(word.whole ? [] : this.view.people), ...word.seats.map((row) => [row.number, row] as const)]) })
      case 'room-voted':
        return this.#change({
          mine: { question: word.question, round: word.round, choice: word.choice },
          ...(same(this.view.sending, word) && { sending: null }),
        })
      case 'room-acted':
        this.#acts.delete(word.n)
        if (word.key !== undefined && this.view.room) {
          this.#entry = { ...this.#entry, key: word.key }
          this.#keeping.key(this.view.room, word.key)
        }
        return
      case 'room-refused':
        return this.#refused(word)
      case 'room-results':
        this.#results?.parts.push({ question: word.question, round: word.round, votes: word.votes })
        return word.last ? this.#endResults() : undefined
      case 'room-out':
        return this.view.is === 'out' ? undefined : this.#end(word.why)
    }
  }

  #entered(word: WordOf<'room'>): void {
    const { room, epoch, seq, you, state, mine, point } = word
    this.#have = { epoch, seq }
    const { code: _, ...entry } = this.#entry
    this.#entry = { ...entry, room, ...(you.seat && { seat: you.seat.token }) }
    if (you.seat) this.#keeping.seat(room, you.seat.token)
    this.#back({ is: 'in', refusal: null, room, you, state, mine, point, ahead: word.now - this.#now() })
  }

  /** In the room, for the first time or again: says what the server may not know. */
  #back(part: Partial<RoomView>): void {
    this.#change({ ...part, connected: true })
    const { state, sending, hand } = this.view
    const open = state?.ask?.phase === 'open' && sending?.question === state.ask.index && sending.round === state.ask.round
    if (sending && open) this.#send({ kind: 'room-vote', ...sending })
    else if (sending) this.#change({ sending: null })
    for (const [n, act] of this.#acts) this.#send({ kind: 'room-act', n, act })
    if (hand) this.#send({ kind: 'room-hand', up: true })
    this.#sayHere()
  }

  #changed({ seq, change, now }: WordOf<'room-change'>): void {
    const { state } = this.view
    if (!state) return
    // A change is missing, or could not be read. The server tells all of it.
    if (seq !== (this.#have?.seq ?? -1) + 1 || !this.#have) return void this.#send({ kind: 'room-enter', ...this.#entry })
    this.#have = { ...this.#have, seq }
    const again = change.of === 'again' || change.of === 'ask'
    this.#change({
      state: applyChange(state, change),
      ahead: now - this.#now(),
      ...(again && { mine: null, sending: null, tally: null }),
      ...(change.of === 'show' && { point: null }),
    })
  }

  #refused({ of, n, refusal }: WordOf<'room-refused'>): void {
    if (of === 'room-enter') {
      // The server will answer again; whoever is in a class stays there meanwhile.
      if (refusal.code === 'room_store_away' || refusal.code === 'internal') {
        setTimeout(() => this.#enter(), HERE_MS)
        return this.#change({ refusal })
      }
      this.#channel.leave()
      return this.#change({ is: 'refused', refusal, connected: false })
    }
    // Not stored yet: the page sends it again by itself.
    if (refusal.code === 'room_store_away') {
      setTimeout(() => this.view.is === 'in' && this.view.connected && this.#back({}), HERE_MS)
      return this.#change({ refusal })
    }
    if (n !== null) this.#acts.delete(n)
    this.#change({ refusal, ...(of === 'room-vote' && { sending: null }) })
  }

  #endResults(): void {
    this.#results?.done(this.#results.parts)
    this.#results = null
  }

  #failResults(): void {
    this.#results?.failed(new Error('the connection broke'))
    this.#results = null
  }
}

function same(a: Vote | null, b: Vote): boolean {
  return a !== null && a.question === b.question && a.round === b.round && a.choice === b.choice
}

/** Opens a class: its id, its code and the key of whoever leads it; or why not. */
export function openRoom(url: string, password?: string): Promise<WordOf<'room-opened'> | { kind: 'refused'; refusal: Refusal }> {
  return new Promise((resolve) => {
    const over = (answer: WordOf<'room-opened'> | { kind: 'refused'; refusal: Refusal }): void => {
      resolve(answer)
      // Later: whoever answers at once enters the room on the same socket.
      setTimeout(() => channel.leave(), 0)
    }
    const channel = joinChannel(url, {
      opened: () => channel.send({ kind: 'room-open', ...(password !== undefined && { password }) }),
      frame(text) {
        const verdict = speaksOfRoom(text) ? decodeRoomWord(text) : undefined
        if (!verdict?.ok) return
        const word = verdict.value
        if (word.kind === 'room-opened') over(word)
        else if (word.kind === 'room-refused' && word.of === 'room-open') over({ kind: 'refused', refusal: word.refusal })
      },
      closed: () => over({ kind: 'refused', refusal: { code: 'connection_lost', message: 'the server does not answer', cure: 'try again', field: '' } }),
    })
  })
}
