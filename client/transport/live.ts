/** WS /live: a few runs at the same time, which messages name by their ids. The socket reconnects by itself. */

import type { HoldOrder } from '../../protocol/clientMessages.ts'
import { decodeServerMessage } from '../../protocol/decode.ts'
import type { Refusal } from '../../protocol/errors.ts'
import { RUNS_PER_SOCKET, type ServerMessage } from '../../protocol/messages.ts'
import { runNamedIn } from '../../protocol/runNamed.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { speaksOfRoom } from '../../protocol/speaksOfRoom.ts'
import { joinChannel } from './channel.ts'
import { CONNECTION_LOST } from './connectionLost.ts'
import type { Sink } from './source.ts'

/** `lost`: there was a connection, or none came; the socket tries again by itself. `offline`: the browser has no network. */
export type Connection = { is: 'connecting' } | { is: 'open' } | { is: 'refused'; refusal: Refusal } | { is: 'lost' } | { is: 'offline' }

/** After a run was asked for, the server says at once that it starts or waits. No ping with every run, since messages are counted. */
const RUN_ANSWER_MS = 2_000

export interface LiveConnection {
  /** Resolves when the run is over. The sink stands for the run in `cancel` and `order`. */
  run(settings: RunSettings, sink: Sink): Promise<void>
  /** Watches a run of another browser by its watch id: everything so far, then the rest as it comes. Resolves when it is over. */
  watch(id: string, sink: Sink): Promise<void>
  /** Ends a run; nothing if it is over. */
  cancel(sink: Sink): void
  /** Gives an order for the child of a run, which waits for a person. */
  order(sink: Sink, order: HoldOrder): void
  /** The browser has lost its network, so asks whether the server still answers. An open socket would not notice for minutes. */
  offline(): void
  /** The network is back: connects now, not at the next try. */
  online(): void
  close(): void
}

interface OwnRun {
  id: string
  sink: Sink
  done: () => void
  /**
   * `asked`: the page sends the run once the socket is open and has room for it. `going`: the server has it. `leaving`: the page has
   * dropped the run, but the server has not ended it yet, and still counts it.
   */
  is: 'asked' | 'going' | 'leaving'
  /** The server has taken the run. A refusal that names no run then means another message. */
  taken: boolean
  settings: RunSettings
}

type Watched = Pick<OwnRun, 'sink' | 'done'>
type End = 'ended' | 'cancelled' | 'failed'

export function connect(url: string, onConnection: (connection: Connection) => void): LiveConnection {
  /** By their ids, in the order in which they were asked for. */
  const own = new Map<string, OwnRun>()
  let runs = 0
  let closed = false
  /** Runs of others, by watch id. */
  const watched = new Map<string, Watched>()
  /** Each connection begins with a welcome. */
  let welcomed = false
  /** There was a connection, or a try for one, and it is over. */
  let lost = false
  const channel = joinChannel(url, { opened, frame, closed: gone })

  /** Sends what waits, as far as the server has room for it. */
  function askAll(): void {
    if (closed || lost) return
    let under = 0
    for (const run of own.values()) if (run.is !== 'asked') under += 1
    for (const run of own.values()) {
      if (under >= RUNS_PER_SOCKET) return
      if (run.is !== 'asked') continue
      if (!channel.send({ kind: 'run', run: run.id, settings: run.settings })) return
      run.is = 'going'
      under += 1
      channel.expect(RUN_ANSWER_MS)
    }
  }

  function over(run: OwnRun, how: End, refusal: Refusal | null, recording: string | null = null): void {
    own.delete(run.id)
    if (run.is !== 'leaving') run.sink.finish(how, refusal, recording)
    run.done()
    askAll()
  }
  /** The run has failed here; the server may still have it. */
  function leave(run: OwnRun, refusal: Refusal): void {
    if (run.is !== 'going') return over(run, 'failed', refusal)
    run.sink.finish('failed', refusal)
    run.is = 'leaving'
    channel.send({ kind: 'cancel', run: run.id })
  }
  function runOf(sink: Sink): OwnRun | undefined {
    for (const run of own.values()) if (run.sink === sink) return run
    return undefined
  }

  function take(message: ServerMessage): void {
    if (message.kind === 'pong') return
    if (message.kind === 'welcome') return onConnection(message.refusal ? { is: 'refused', refusal: message.refusal } : { is: 'open' })
    if (message.kind === 'error' && message.run === null) return refused(message.refusal)
    const named = message.run ?? ''
    const other = watched.get(named)
    if (other) return takeWatched(other, message)
    const run = own.get(named)
    if (run) takeOwn(run, message)
  }

  /** The server refused a message without saying which. It was a run's, unless it has taken them all. */
  function refused(refusal: Refusal): void {
    for (const run of [...own.values()]) {
      if (run.is !== 'going' || run.taken) continue
      // In case the server has it all the same.
      channel.send({ kind: 'cancel', run: run.id })
      over(run, 'failed', refusal)
    }
  }

  function takeOwn(run: OwnRun, message: ServerMessage): void {
    if (message.kind !== 'error') run.taken = true
    const sink = run.is === 'leaving' ? undefined : run.sink
    switch (message.kind) {
      case 'queued':
        return sink?.queued?.(message.position)
      case 'started':
        sink?.started?.(message.watch)
        return sink?.queued?.(0)
      case 'events':
        return sink?.append(message.events, message.gaps)
      case 'ended':
        return over(run, message.how, message.refusal, message.recording)
      case 'refused':
        return sink?.orderRefused?.(message.refusal)
      case 'error':
        over(run, 'failed', message.refusal)
    }
  }

  function takeWatched({ sink }: Watched, message: ServerMessage): void {
    if (message.kind === 'events') sink.append(message.events, message.gaps)
    else if (message.kind === 'ended') endWatch(message.run, message.how, message.refusal, message.recording)
    else if (message.kind === 'error' && message.run !== null) endWatch(message.run, 'failed', message.refusal, null)
  }
  function endWatch(id: string, how: End, refusal: Refusal | null, recording: string | null): void {
    const one = watched.get(id)
    watched.delete(id)
    one?.sink.finish(how, refusal, recording)
    one?.done()
  }

  /** Once the page cannot decode a part of a run, the rest is worthless. A message that names no run may be of any. */
  function notUnderstood(text: string, field: string): void {
    const refusal: Refusal = {
      code: 'bad_message',
      message: `the server sent what this page does not know (${field})`,
      cure: 'reload the page',
      field,
    }
    if (!welcomed) onConnection({ is: 'refused', refusal })
    const named = runNamedIn(text)
    for (const run of [...own.values()]) if (named === null || named === run.id) leave(run, refusal)
    if (named === null || !watched.has(named)) return
    endWatch(named, 'failed', refusal, null)
    channel.send({ kind: 'unwatch', run: named })
  }

  function opened(): void {
    welcomed = false
    lost = false
    askAll()
  }
  function frame(text: string): void {
    if (speaksOfRoom(text)) return
    const verdict = decodeServerMessage(text)
    if (!verdict.ok) return notUnderstood(text, verdict.field)
    if (verdict.value.kind === 'welcome') welcomed = true
    take(verdict.value)
  }
  function gone(offline: boolean): void {
    lost = true
    if (!closed) onConnection({ is: offline ? 'offline' : 'lost' })
    endAll()
    for (const id of [...watched.keys()]) endWatch(id, 'failed', CONNECTION_LOST, null)
  }
  function endAll(): void {
    for (const run of [...own.values()]) over(run, 'failed', CONNECTION_LOST)
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
        own.set(id, { id, sink, done, is: 'asked', taken: false, settings })
        askAll()
      })
    },
    watch(id, sink) {
      return new Promise((done) => {
        watched.set(id, { sink, done })
        if (!channel.send({ kind: 'watch', run: id })) endWatch(id, 'failed', CONNECTION_LOST, null)
      })
    },
    cancel(sink) {
      const run = runOf(sink)
      if (run?.is === 'asked') over(run, 'cancelled', null)
      else if (run?.is === 'going') channel.send({ kind: 'cancel', run: run.id })
    },
    order(sink, order) {
      const run = runOf(sink)
      if (run?.is === 'going') channel.send({ ...order, run: run.id })
    },
    offline: () => channel.offline(),
    online: () => channel.online(),
    close() {
      closed = true
      channel.leave()
      // A socket that waits to reconnect has nothing to close, and fires no event.
      endAll()
    },
  }
}
