/** WS /live: one run at a time, which messages name by its id. The socket reconnects by itself. */
import ReconnectingSocket from 'partysocket/ws'
import { decodeServerMessage } from '../../protocol/decode.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { ClientMessage, HoldOrder, ServerMessage } from '../../protocol/messages.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { CONNECTION_LOST } from './connectionLost.ts'
import type { Sink } from './source.ts'

/** `lost`: there was a connection, or none came; the socket tries again by itself. `offline`: the browser has no network. */
export type Connection = { is: 'connecting' } | { is: 'open' } | { is: 'refused'; refusal: Refusal } | { is: 'lost' } | { is: 'offline' }

/** After this long without a word from the server, the page asks for one. */
const QUIET_MS = 10_000
/** The same after a run was asked for: the server says at once that it starts or waits. No ping with every run, since messages are counted. */
const RUN_ANSWER_MS = 2_000
/** A server that lives answers a ping at once; then the connection is broken, whatever the browser believes. */
const ANSWER_MS = 5_000
/** The browser says that it has no network. A server on the same machine answers all the same. */
const OFFLINE_ANSWER_MS = 1_500

export interface LiveConnection {
  /** Resolves when the run is over. */
  run(settings: RunSettings, sink: Sink): Promise<void>
  /** Ends the run under way. */
  cancel(): void
  /** Gives an order for the child of the run under way, which waits for a person. */
  order(order: HoldOrder): void
  /** The browser has lost its network, so asks whether the server still answers. An open socket would not notice for minutes. */
  offline(): void
  /** The network is back: connects now, not at the next try. */
  online(): void
  close(): void
}

interface Current {
  id: string
  sink: Sink
  done: () => void
  /**
   * `asked`: the page sends the run once the socket is open. `going`: the server has it. `leaving`: the page has dropped the run,
   * but the server has not ended it yet, and would refuse the next one.
   */
  is: 'asked' | 'going' | 'leaving'
  /** The server has taken the run. A refusal that names no run then means another message. */
  taken: boolean
  settings: RunSettings
}

export function connect(url: string, onConnection: (connection: Connection) => void): LiveConnection {
  // Queue here, not in the socket: a run that was cancelled while disconnected must not start after the reconnect.
  const socket = new ReconnectingSocket(url, undefined, { maxEnqueuedMessages: 0 })
  let current: Current | undefined
  let runs = 0
  let closed = false
  /** Each connection begins with a welcome. */
  let welcomed = false
  let noNetwork = false
  /** There was a connection, or a try for one, and it is over. */
  let lost = false
  let listening: ReturnType<typeof setTimeout> | undefined

  /** Waits for the server's next word; if none comes, asks for one, and then gives the connection up. */
  function listen(quiet = QUIET_MS): void {
    clearTimeout(listening)
    if (!closed) listening = setTimeout(askForAWord, quiet)
  }
  function askForAWord(): void {
    clearTimeout(listening)
    if (send({ kind: 'ping' })) expectAWord()
  }
  function expectAWord(): void {
    clearTimeout(listening)
    listening = setTimeout(() => socket.reconnect(), noNetwork ? OFFLINE_ANSWER_MS : ANSWER_MS)
  }

  function send(message: ClientMessage): boolean {
    return socket.readyState === socket.OPEN && socket.send(JSON.stringify(message))
  }

  function ask(run: Current): void {
    if (!send({ kind: 'run', run: run.id, settings: run.settings })) return
    run.is = 'going'
    listen(RUN_ANSWER_MS)
  }

  function over(status: 'ended' | 'cancelled' | 'failed', refusal: Refusal | null, recording: string | null = null): void {
    const run = current
    current = undefined
    if (run?.is !== 'leaving') run?.sink.finish(status, refusal, recording)
    run?.done()
  }

  function take(message: ServerMessage): void {
    if (message.kind === 'pong') return
    if (message.kind === 'welcome') return onConnection(message.refusal ? { is: 'refused', refusal: message.refusal } : { is: 'open' })
    if (!current || (message.run === null ? current.taken : message.run !== current.id)) return
    if (message.kind !== 'error') current.taken = true
    const sink = current.is === 'leaving' ? undefined : current.sink
    switch (message.kind) {
      case 'queued':
        return sink?.queued?.(message.position)
      case 'started':
        return sink?.queued?.(0)
      case 'events':
        return sink?.append(message.events, message.gaps)
      case 'ended':
        return over(message.how, message.refusal, message.recording)
      case 'refused':
        return sink?.orderRefused?.(message.refusal)
      case 'error':
        over('failed', message.refusal)
    }
  }

  /** Once the page cannot decode a part of a run, the rest is worthless. */
  function notUnderstood(field: string): void {
    const refusal: Refusal = {
      code: 'bad_message',
      message: `the server sent what this page does not know (${field})`,
      cure: 'reload the page',
      field,
    }
    if (!welcomed) onConnection({ is: 'refused', refusal })
    if (current?.is !== 'going') return over('failed', refusal)
    current.sink.finish('failed', refusal)
    current.is = 'leaving'
    send({ kind: 'cancel', run: current.id })
  }

  socket.addEventListener('open', () => {
    welcomed = false
    lost = false
    expectAWord()
    if (current) ask(current)
  })
  socket.addEventListener('message', (frame) => {
    listen()
    const verdict = decodeServerMessage(String(frame.data))
    if (!verdict.ok) return notUnderstood(verdict.field)
    if (verdict.value.kind === 'welcome') welcomed = true
    take(verdict.value)
  })
  socket.addEventListener('close', () => {
    clearTimeout(listening)
    lost = true
    if (!closed) onConnection(noNetwork ? { is: 'offline' } : { is: 'lost' })
    over('failed', CONNECTION_LOST)
  })

  return {
    run(settings, sink) {
      runs += 1
      const id = `r${runs}`
      return new Promise((done) => {
        // Whoever asks now must hear at once that nobody is there, and not at the next try.
        if (closed || lost) {
          sink.finish('failed', CONNECTION_LOST)
          return done()
        }
        current = { id, sink, done, is: 'asked', taken: false, settings }
        ask(current)
      })
    },
    cancel() {
      if (current?.is === 'asked') over('cancelled', null)
      else if (current?.is === 'going') send({ kind: 'cancel', run: current.id })
    },
    order(order) {
      if (current?.is === 'going') send({ ...order, run: current.id })
    },
    offline() {
      noNetwork = true
      if (socket.readyState === socket.OPEN) askForAWord()
      else onConnection({ is: 'offline' })
    },
    online() {
      noNetwork = false
      if (socket.readyState !== socket.OPEN) socket.reconnect()
    },
    close() {
      closed = true
      clearTimeout(listening)
      socket.close()
      // A socket that waits to reconnect has nothing to close, and fires no event.
      over('failed', CONNECTION_LOST)
    },
  }
}
