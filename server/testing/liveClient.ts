/** A client of WS /live that speaks the protocol, so that tests stay short. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { ClientMessage } from '../../protocol/clientMessages.ts'
import { decodeServerMessage } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap, ServerMessage } from '../../protocol/messages.ts'

type MessageOf<K extends ServerMessage['kind']> = Extract<ServerMessage, { kind: K }>

export class LiveClient {
  readonly socket: WebSocket
  readonly messages: ServerMessage[] = []
  #arrived: (() => void)[] = []

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data: Buffer) => {
      const verdict = decodeServerMessage(data.toString('utf8'))
      if (!verdict.ok) throw new Error(`the server sent what is not of the protocol: ${verdict.field}`)
      this.messages.push(verdict.value)
      for (const wake of this.#arrived.splice(0)) wake()
    })
  }

  static async open(url: string, headers: Record<string, string> = {}): Promise<LiveClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { headers: { origin: url, ...headers } })
    const client = new LiveClient(socket)
    await once(socket, 'open')
    return client
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message))
  }

  raw(data: string | Buffer): void {
    this.socket.send(data)
  }

  /** The next message of this kind. Each message is returned once. */
  async next<K extends ServerMessage['kind']>(kind: K): Promise<MessageOf<K>> {
    for (;;) {
      const at = this.messages.findIndex((message) => message.kind === kind)
      if (at !== -1) return this.messages.splice(at, 1)[0] as MessageOf<K>
      await new Promise<void>((resolve) => this.#arrived.push(resolve))
    }
  }

  /** Waits until this many events of a run have come. They stay among the messages. */
  async events(count: number): Promise<void> {
    const arrived = (): number => this.messages.reduce((sum, message) => sum + (message.kind === 'events' ? message.events.length : 0), 0)
    while (arrived() < count) await new Promise<void>((resolve) => this.#arrived.push(resolve))
  }

  /**
   * Sends a request that the server refuses at once. A socket's messages are answered in order, so when the refusal arrives the
   * server has processed everything sent before. Returns what arrived meanwhile.
   */
  async answered(): Promise<ServerMessage[]> {
    this.send({ kind: 'cancel', run: 'nobody' })
    const isAnswer = (message: ServerMessage): boolean => message.kind === 'error' && message.run === 'nobody'
    while (!this.messages.some(isAnswer)) await new Promise<void>((resolve) => this.#arrived.push(resolve))
    return this.messages.splice(0).filter((message) => !isAnswer(message))
  }

  /** Starts a run and waits for its end. */
  async run(settings: Extract<ClientMessage, { kind: 'run' }>['settings'], run = 'a'): Promise<{ events: TraceEvent[]; gaps: Gap[]; end: MessageOf<'ended'> }> {
    this.send({ kind: 'run', run, settings })
    const end = await this.next('ended')
    const batches = this.messages.filter((message) => message.kind === 'events')
    return { events: batches.flatMap(({ events }) => events), gaps: batches.flatMap(({ gaps }) => gaps), end }
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    this.socket.close()
    await once(this.socket, 'close')
  }
}
