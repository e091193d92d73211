/** WS /live: one run at a time, told by its id; it connects again by itself. */
import ReconnectingSocket from 'partysocket/ws'
import { decodeServerMessage } from '../../protocol/decode.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { ClientMessage, ServerMessage } from '../../protocol/messages.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import type { Sink } from './source.ts'

export type Connection = { is: 'connecting' } | { is: 'open' } | { is: 'refused'; refusal: Refusal }

export interface Live {
  /** Resolves when the run is over. */
  run(settings: RunSettings, sink: Sink): Promise<void>
  /** Ends the run under way. */
  cancel(): void
  close(): void
}

const LOST: Refusal = { code: 'connection_lost', message: 'the connection broke during the run', cure: 'run it again', field: '' }

export function connect(url: string, onConnection: (connection: Connection) => void): Live {
  const socket = new ReconnectingSocket(url)
  let current: { id: string; sink: Sink; done: () => void } | undefined
  let runs = 0

  function send(message: ClientMessage): void {
    socket.send(JSON.stringify(message))
  }

  function over(status: 'ended' | 'cancelled' | 'failed', refusal: Refusal | null, recording: string | null = null): void {
    const run = current
    current = undefined
    run?.sink.finish(status, refusal, recording)
    run?.done()
  }

  function take(message: ServerMessage): void {
    switch (message.kind) {
      case 'welcome':
        return onConnection(message.refusal ? { is: 'refused', refusal: message.refusal } : { is: 'open' })
      case 'queued':
        if (message.run === current?.id) current.sink.queued?.(message.position)
        return
      case 'started':
        if (message.run === current?.id) current.sink.queued?.(0)
        return
      case 'events':
        if (message.run === current?.id) current.sink.append(message.events, message.gaps)
        return
      case 'ended':
        if (message.run === current?.id) over(message.how, message.refusal, message.recording)
        return
      case 'error':
        if (message.run === null || message.run === current?.id) over('failed', message.refusal)
    }
  }

  socket.addEventListener('message', (frame) => {
    const verdict = decodeServerMessage(String(frame.data))
    if (verdict.ok) take(verdict.value)
    else
      over('failed', {
        code: 'bad_message',
        message: `the server sent what this page does not know (${verdict.field})`,
        cure: 'reload the page',
        field: verdict.field,
      })
  })
  socket.addEventListener('close', () => {
    onConnection({ is: 'connecting' })
    if (current) over('failed', LOST)
  })

  return {
    run(settings, sink) {
      runs += 1
      const id = `r${runs}`
      return new Promise((done) => {
        current = { id, sink, done }
        send({ kind: 'run', run: id, settings })
      })
    },
    cancel() {
      if (current) send({ kind: 'cancel', run: current.id })
    },
    close: () => socket.close(),
  }
}
