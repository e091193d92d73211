/** WS /live: one run at a time, which messages name by its id. The socket reconnects by itself. */
import { decodeServerMessage } from '../../protocol/decode.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { HoldOrder, ServerMessage } from '../../protocol/messages.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { speaksOfRoom } from '../../protocol/speaksOfRoom.ts'
import { joinChannel } from './channel.ts'
import { CONNECTION_LOST } from './connectionLost.ts'
import type { Sink } from './source.ts'

/** `lost`: there was a connection, or none came; the socket tries again by itself. `offline`: the browser has no network. */
export type Connection = { is: 'connecting' } | { is: 'open' } | { is: 'refused'; refusal: Refusal } | { is: 'lost' } | { is: 'offline' }

/** After a run was asked for, the server says at once that it starts or waits. No ping with every run, since messages are counted. */
const RUN_ANSWER_MS = 2_000

export interface LiveConnection {
  /** Resolves when the run is over. */
  run(settings: RunSettings, sink: Sink): Promise<void>
  /** Watches a run of another browser by its watch id: everything so far, then the rest as it comes. Resolves when it is over. */
  watch(id: string, sink: Sink): Promise<void>
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
  let current: Current | undefined
  let runs = 0
  let closed = false
  /** Runs of others, by watch id. */
  const watched = new Map<string, Pick<Current, 'sink' | 'done'>>()
  /** Each connection begins with a welcome. */
  let welcomed = false
  /** There was a connection, or a try for one, and it is over. */
  let lost = false
  const channel = joinChannel(url, { opened, frame, closed: gone })

  function ask(run: Current): void {
    if (!channel.send({ kind: 'run', run: run.id, settings: run.settings })) return
    run.is = 'going'
    channel.expect(RUN_ANSWER_MS)
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
    const other = message.run === null ? undefined : watched.get(message.run)
    if (other) return takeWatched(other, message)
    if (!current || (message.run === null ? current.taken : message.run !== current.id)) return
    if (message.kind !== 'error') current.taken = true
    const sink = current.is === 'leaving' ? undefined : current.sink
    switch (message.kind) {
      case 'queued':
        return sink?.queued?.(message.position)
      case 'started':
        sink?.started?.(message.watch)
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

  function takeWatched({ sink }: Pick<Current, 'sink'>, message: ServerMessage): void {
    if (message.kind === 'events') sink.append(message.events, message.gaps)
    else if (message.kind === 'ended') endWatch(message.run, message.how, message.refusal, message.recording)
    else if (message.kind === 'error' && message.run !== null) endWatch(message.run, 'failed', message.refusal, null)
  }
  function endWatch(id: string, how: 'ended' | 'cancelled' | 'failed', refusal: Refusal | null, recording: string | null): void {
    const one = watched.get(id)
    watched.delete(id)
    one?.sink.finish(how, refusal, recording)
    one?.done()
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
    channel.send({ kind: 'cancel', run: current.id })
  }

  function opened(): void {
    welcomed = false
    lost = false
    if (current) ask(current)
  }
  function frame(text: string): void {
    if (speaksOfRoom(text)) return
    const verdict = decodeServerMessage(text)
    if (!verdict.ok) return notUnderstood(verdict.field)
    if (verdict.value.kind === 'welcome') welcomed = true
    take(verdict.value)
  }
  function gone(offline: boolean): void {
    lost = true
    if (!closed) onConnection({ is: offline ? 'offline' : 'lost' })
    over('failed', CONNECTION_LOST)
    for (const id of [...watched.keys()]) endWatch(id, 'failed', CONNECTION_LOST, null)
  }

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
    watch(id, sink) {
      return new Promise((done) => {
        watched.set(id, { sink, done })
        if (!channel.send({ kind: 'watch', run: id })) endWatch(id, 'failed', CONNECTION_LOST, null)
      })
    },
    cancel() {
      if (current?.is === 'asked') over('cancelled', null)
      else if (current?.is === 'going') channel.send({ kind: 'cancel', run: current.id })
    },
    order(order) {
      if (current?.is === 'going') channel.send({ ...order, run: current.id })
    },
    offline: () => channel.offline(),
    online: () => channel.online(),
    close() {
      closed = true
      channel.leave()
      // A socket that waits to reconnect has nothing to close, and fires no event.
      over('failed', CONNECTION_LOST)
    },
  }
}
