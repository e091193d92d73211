/**
 * A class without a server: a second window of the same browser follows the first, for a projector beside one's own notes. The same
 * state, the same decisions and the same reducer; the first window decides, and tells by BroadcastChannel. No seats, no votes.
 */
import * as z from 'zod/mini'
import { decoder } from '../../protocol/decoder.ts'
import { type Act, applyChange, decide, isQuiet, newRoom, RoomState } from '../../protocol/room.ts'
import type { RoomLine, RoomView } from '../transport/roomLine.ts'
import { classroom, follow } from './classroom.ts'
import { keepWord, readWord } from './classStorage.ts'
import { WINDOW_ROOM } from './keptClass.ts'

const CHANNEL = 'spawnscope-class'
const KEPT = 'class-window'
const decodeState = decoder(RoomState)

const Point = z.nullable(z.strictObject({ at: z.nullable(z.int()), pin: z.nullable(z.string()) }))
/** What the windows tell each other. An older page may run in the other. */
const WindowWord = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('room'), state: RoomState, point: Point }),
  z.strictObject({ kind: z.literal('hello'), id: z.string() }),
  z.strictObject({ kind: z.literal('bye'), id: z.string() }),
  /** The window that leads has opened: those that follow say hello again. */
  z.strictObject({ kind: z.literal('who') }),
])
type WindowWord = z.infer<typeof WindowWord>

const VIEW: RoomView = {
  ...{
    is: 'entering',
    connected: true,
    refusal: null,
    why: null,
    room: WINDOW_ROOM,
    you: null,
    state: null,
    mine: null,
    sending: null,
    count: null,
    tally: null,
  },
  ...{ people: new Map(), point: null, ahead: 0, hand: false },
}

/** This window leads; does nothing if it does already. */
export function leadWindow(): void {
  if (classroom()?.line.view.room !== WINDOW_ROOM) follow({ as: 'teacher', line: new Leading() })
}

/** This window follows the one that leads. */
export function followWindow(): void {
  follow({ as: 'screen', line: new FollowingWindow() })
}

/** What both sides share. */
abstract class WindowLine implements RoomLine {
  view = VIEW
  readonly #readers = new Set<() => void>()
  readonly channel = new BroadcastChannel(CHANNEL)

  constructor() {
    this.channel.addEventListener('message', ({ data }) => {
      const word = WindowWord.safeParse(data)
      if (word.success) this.heard(word.data)
    })
  }
  protected abstract heard(word: WindowWord): void
  protected tell(word: WindowWord): void {
    this.channel.postMessage(word)
  }
  protected change(part: Partial<RoomView>): void {
    this.view = { ...this.view, ...part }
    for (const reader of this.#readers) reader()
  }

  subscribe(reader: () => void): () => void {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }
  act(_: Act): void {}
  // There are no seats here.
  vote(): void {}
  here(): void {}
  hand(): void {}
  // The other window is in the same browser.
  wake(): void {}
  point(_at: number | null, _pin: string | null): void {}
  results = async () => []
  leave(): void {
    this.change({ is: 'out', why: 'left' })
    this.channel.close()
  }
}

class Leading extends WindowLine {
  readonly #screens = new Set<string>()

  constructor() {
    super()
    this.change({ is: 'in', you: { as: 'teacher', seat: null }, state: kept() ?? newRoom('00000000'), count: this.#count() })
    this.tell({ kind: 'who' })
    this.#tellAll()
  }

  override act(act: Act): void {
    const { state } = this.view
    if (!state || isQuiet(act)) return
    const decision = decide(state, act, { as: 'teacher' }, { now: Date.now(), counts: [], freshCode: state.code })
    if (!decision.ok) return this.change({ refusal: { code: decision.code, message: decision.message, cure: decision.cure, field: '' } })
    const next = applyChange(state, decision.change)
    this.change({ state: next, refusal: null, ...(decision.change.of === 'show' && { point: null }) })
    keepWord('tab', KEPT, JSON.stringify(next))
    this.#tellAll()
    this.#setClock(next)
  }
  override point(at: number | null, pin: string | null): void {
    this.change({ point: { at, pin } })
    this.#tellAll()
  }

  protected heard(word: WindowWord): void {
    if (word.kind === 'hello') this.#screens.add(word.id)
    if (word.kind === 'bye') this.#screens.delete(word.id)
    if (word.kind === 'hello' || word.kind === 'bye') {
      this.change({ count: this.#count() })
      this.#tellAll()
    }
  }

  #setClock({ ask }: RoomState): void {
    if (ask?.phase !== 'open' || ask.closesAt === null) return
    const { index, round } = ask
    setTimeout(() => {
      const now = this.view.state?.ask
      if (now?.index === index && now.round === round && now.phase === 'open') this.act({ of: 'close' })
    }, ask.closesAt - Date.now())
  }
  #count(): RoomView['count'] {
    return { here: null, following: 0, voted: null, teachers: 1, screens: this.#screens.size, crowded: false }
  }
  #tellAll(): void {
    if (this.view.state) this.tell({ kind: 'room', state: this.view.state, point: this.view.point })
  }
}

class FollowingWindow extends WindowLine {
  readonly #id = Math.random().toString(36).slice(2)

  constructor() {
    super()
    this.tell({ kind: 'hello', id: this.#id })
    window.addEventListener('pagehide', () => this.tell({ kind: 'bye', id: this.#id }))
  }

  protected heard(word: WindowWord): void {
    if (word.kind === 'room') this.change({ is: 'in', you: { as: 'screen', seat: null }, state: word.state, point: word.point, ahead: 0 })
    if (word.kind === 'who') this.tell({ kind: 'hello', id: this.#id })
  }
}

/** A reload of the window that leads goes on where it was. */
function kept(): RoomState | undefined {
  const read = decodeState(readWord('tab', KEPT) ?? 'null')
  return read.ok ? read.value : undefined
}
