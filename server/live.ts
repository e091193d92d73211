/**
 * WS /live. A socket has at most one run; a message that is refused gets an error and the socket
 * stays. A viewer that does not read holds its own helper back, never the server.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { decodeClientMessage } from '../protocol/decode.ts'
import type { Refusal } from '../protocol/errors.ts'
import type { TraceEvent } from '../protocol/events.ts'
import type { ClientMessage, Gap, ServerMessage } from '../protocol/messages.ts'
import type { RunSettings } from '../protocol/settings.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import { type Doors, refusedAtDoor } from './doors.ts'
import type { Laboratory } from './laboratory.ts'
import { BATCH_EVENTS, BATCH_MS, BODY_BYTES, FRAME_BYTES, HEARTBEAT_MS, SHUTDOWN_MS, SOCKET_UNSENT_BYTES, SOCKETS } from './limits.ts'
import { badJson, refusal, STATUS, tooLarge } from './refusals.ts'
import { followRun, type Run } from './run.ts'
import { refusalOfSettings } from './runs.ts'

export interface Live {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

export function createLive(laboratory: Laboratory, doors: () => Doors, log: Logger): Live {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES, perMessageDeflate: false })
  const waiting = new WeakSet<WebSocket>()
  sockets.on('connection', (socket) => {
    socket.on('pong', () => waiting.delete(socket))
    attend(socket, laboratory, log)
  })
  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (waiting.has(socket)) socket.terminate()
      waiting.add(socket)
      socket.ping()
    }
  }, HEARTBEAT_MS)

  return {
    upgrade(request, socket, head) {
      const refused =
        refusedAtDoor(request, doors()) ??
        (sockets.clients.size >= SOCKETS ? refusal('too_busy', `${SOCKETS} browsers are connected`, 'try again later') : null)
      if (refused) return turnAway(socket, refused)
      sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request))
    },
    async close() {
      clearInterval(heartbeat)
      for (const socket of sockets.clients) socket.close(1001, 'the server stops')
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, SHUTDOWN_MS)
      await new Promise((resolve) => sockets.close(resolve))
      clearTimeout(late)
    },
  }
}

function turnAway(socket: Duplex, refused: Refusal): void {
  const body = JSON.stringify(refused)
  socket.end(
    `HTTP/1.1 ${STATUS[refused.code]} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** The run a socket has now. */
interface Current {
  id: string
  run: Run
}

function attend(socket: WebSocket, laboratory: Laboratory, log: Logger): void {
  let current: Current | undefined
  const send = (message: ServerMessage): void => socket.send(JSON.stringify(message))
  const refuse = (run: string | null, refused: Refusal): void => send({ kind: 'error', run, refusal: refused })

  function start(id: string, settings: RunSettings): void {
    if (current) return refuse(id, refusal('already_running', `run ${current.id} is still going`, 'wait for its end, or cancel it'))
    const started = laboratory.start(settings, 'ndjson')
    if (!started.ok) return refuse(id, started.refusal)
    log.info({ run: started.command }, 'run')
    send({ kind: 'started', run: id, command: started.command })
    const batch = batches(socket, id, send, () => current?.run)
    const run = followRun(started.helper, {
      event: batch.event,
      gap: batch.gap,
      over({ how, refusal: why }) {
        batch.flush()
        current = undefined
        send({ kind: 'ended', run: id, how, refusal: why })
      },
    })
    current = { id, run }
  }

  function obey(message: ClientMessage): void {
    switch (message.kind) {
      case 'run':
        return start(message.run, message.settings)
      case 'cancel':
        if (current?.id === message.run) return current.run.cancel()
        return refuse(message.run, refusal('not_running', `run ${message.run} is not going`, 'nothing to do: it has ended'))
    }
  }

  socket.on('message', (data: Buffer, binary) => {
    if (binary) return refuse(null, refusal('binary_frame', 'that frame is binary', 'send text frames with one JSON object each'))
    if (data.length > BODY_BYTES) return refuse(null, tooLarge('frame_too_large'))
    const verdict = decodeClientMessage(data.toString('utf8'))
    if (verdict.ok) return obey(verdict.value)
    if (verdict.code === 'not_json') return refuse(null, badJson(verdict.message))
    if (verdict.field.startsWith('settings.')) return refuse(runIdIn(data), refusalOfSettings(verdict, 'settings.'))
    refuse(
      runIdIn(data),
      refusal(
        'bad_message',
        verdict.field ? `${verdict.field} is not as it should be` : 'not a message of this protocol',
        'send {"kind":"run","run":"a","settings":{"strategy":"rust"}} or {"kind":"cancel","run":"a"}',
        verdict.field,
      ),
    )
  })
  socket.on('close', () => current?.run.cancel())
  // ws closes the socket itself after an error (1009 for a frame past the limit).
  socket.on('error', (error) => log.info({ reason: error.message }, 'socket'))
  send({ kind: 'welcome', version: PROTOCOL_VERSION, refusal: laboratory.refused })
}

/** The run named in a message that did not decode, so that its sender can tell which one was refused. */
function runIdIn(data: Buffer): string | null {
  const message: unknown = JSON.parse(data.toString('utf8'))
  const run = typeof message === 'object' && message !== null && 'run' in message ? message.run : null
  return typeof run === 'string' && /^[A-Za-z0-9_-]{1,32}$/.test(run) ? run : null
}

function batches(socket: WebSocket, run: string, send: (message: ServerMessage) => void, running: () => Run | undefined) {
  let events: TraceEvent[] = []
  let gaps: Gap[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (events.length === 0 && gaps.length === 0) return
    send({ kind: 'events', run, events, gaps })
    events = []
    gaps = []
    if (socket.bufferedAmount > SOCKET_UNSENT_BYTES) holdBack()
  }
  function holdBack(): void {
    running()?.pause()
    const look = setInterval(() => {
      if (socket.readyState === socket.OPEN && socket.bufferedAmount > SOCKET_UNSENT_BYTES / 2) return
      clearInterval(look)
      running()?.resume()
    }, BATCH_MS)
  }
  function due(): void {
    if (events.length + gaps.length >= BATCH_EVENTS) flush()
    else timer ??= setTimeout(flush, BATCH_MS)
  }
  return {
    flush,
    event(event: TraceEvent): void {
      events.push(event)
      due()
    },
    gap(gap: Gap): void {
      gaps.push(gap)
      due()
    },
  }
}
