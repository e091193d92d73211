/** A browser in a room, as far as the wire goes: a teacher, a seat or a wall that speaks the protocol over a real socket. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type Act, applyChange, type RoomState } from '../../protocol/room.ts'
import { decodeRoomWord, type RoomMessage, type RoomRole, type RoomWord } from '../../protocol/roomMessages.ts'
import { speaksOfRoom } from '../../protocol/speaksOfRoom.ts'

type WordOf<K extends RoomWord['kind']> = Extract<RoomWord, { kind: K }>

let acts = 0
/** A name that no other act of this process has. */
function nameOfAct(): string {
  acts += 1
  return `a${acts}`
}

export class RoomClient {
  readonly socket: WebSocket
  /** What has come and was not taken yet. */
  readonly words: RoomWord[] = []
  /** Frames as they came, for tests that look for what must not be there. */
  readonly frames: string[] = []
  room = ''
  epoch = ''
  seq = -1
  state: RoomState | null = null
  token: string | undefined
  /** What went wrong with the numbers of changes. */
  readonly gaps: string[] = []
  #arrived: (() => void)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data: Buffer) => this.#take(data.toString('utf8')))
    socket.on('close', () => this.#wake())
  }

  static async connect(url: string): Promise<RoomClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { origin: url } })
    const client = new RoomClient(socket)
    await once(socket, 'open')
    return client
  }

  /** A teacher with a room of his own. */
  static async teacher(url: string): Promise<{ teacher: RoomClient; room: string; code: string; key: string }> {
    const teacher = await RoomClient.connect(url)
    teacher.send({ kind: 'room-open' })
    const { room, code, key } = await teacher.next('room-opened')
    await teacher.enter({ room, as: 'teacher', key })
    return { teacher, room, code, key }
  }

  static async seat(url: string, room: string, as: RoomRole = 'student'): Promise<RoomClient> {
    const client = await RoomClient.connect(url)
    await client.enter({ room, as })
    return client
  }

  async enter(how: Omit<Extract<RoomMessage, { kind: 'room-enter' }>, 'kind'>): Promise<WordOf<'room'>> {
    this.send({ kind: 'room-enter', ...how })
    return this.next('room')
  }

  send(message: RoomMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  /** Does it, and waits until it is done here too. */
  async act(act: Act): Promise<void> {
    const n = nameOfAct()
    this.send({ kind: 'room-act', n, act })
    await this.until((word) => word.kind === 'room-acted' && word.n === n)
  }

  /** Tries it, and gives the code of the refusal. */
  async refused(act: Act): Promise<string> {
    const n = nameOfAct()
    this.send({ kind: 'room-act', n, act })
    return ((await this.until((word) => word.kind === 'room-refused' && word.n === n)) as WordOf<'room-refused'>).refusal.code
  }

  /** Votes and waits for the answer: 'voted', or the code of the refusal. */
  async vote(choice: number, question = this.state?.ask?.index ?? 1, round = this.state?.ask?.round ?? 1): Promise<string> {
    this.send({ kind: 'room-vote', question, round, choice })
    const word = await this.until((one) => one.kind === 'room-voted' || (one.kind === 'room-refused' && one.of === 'room-vote'))
    return word.kind === 'room-refused' ? word.refusal.code : 'voted'
  }

  async next<K extends RoomWord['kind']>(kind: K): Promise<WordOf<K>> {
    return (await this.until((word) => word.kind === kind)) as WordOf<K>
  }

  /** The next word that is so. Each word is given once. */
  async until(is: (word: RoomWord) => boolean): Promise<RoomWord> {
    for (;;) {
      const at = this.words.findIndex(is)
      const [word] = at === -1 ? [] : this.words.splice(at, 1)
      if (word) return word
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('the socket closed before the word came')
      await new Promise<void>((resolve) => this.#arrived.push(resolve))
    }
  }

  /** Waits until the room is so. */
  async see(is: (state: RoomState) => boolean): Promise<RoomState> {
    for (;;) {
      if (this.state && is(this.state)) return this.state
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('the socket closed before the room was so')
      await new Promise<void>((resolve) => this.#arrived.push(resolve))
    }
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    this.socket.close()
    await once(this.socket, 'close')
  }

  #take(frame: string): void {
    if (!speaksOfRoom(frame)) return
    this.frames.push(frame)
    const verdict = decodeRoomWord(frame)
    if (!verdict.ok) throw new Error(`the server sent what is not of the protocol: ${verdict.field} in ${frame.slice(0, 200)}`)
    const word = verdict.value
    if (word.kind === 'room') {
      Object.assign(this, { room: word.room, epoch: word.epoch, seq: word.seq, state: word.state, token: word.you.seat?.token ?? this.token })
    }
    if (word.kind === 'room-change') {
      if (word.seq !== this.seq + 1) this.gaps.push(`${this.seq} then ${word.seq}`)
      this.seq = word.seq
      if (this.state) this.state = applyChange(this.state, word.change)
    }
    this.words.push(word)
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#arrived.splice(0)) wake()
  }
}
