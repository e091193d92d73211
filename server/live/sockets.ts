/**
 * WS /live. A socket has a few runs of its own and watches a few runs of others. A refused message gets an error and the socket
 * stays open. The server closes a socket that does not read, does not answer pings or sends too much.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Refusal } from '../../protocol/errors.ts'
import { addressOf } from '../http/clientAddress.ts'
import { type KnownHosts, refusedUpgrade } from '../http/originCheck.ts'
import { FRAGMENTS, FRAME_BYTES, type Limits, SHUTDOWN_SOCKETS_MS } from '../limits.ts'
import { refusal, STATUS, stopping } from '../refusals.ts'
import type { Metrics } from '../runs/metrics.ts'
import { converse, type Desk } from './session.ts'

export interface LiveSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Accepts no new sockets. Open ones stay until `close`. */
  stop(): void
  close(): Promise<void>
  readonly sockets: number
}

export interface LiveParts {
  desk: Desk
  hosts: () => KnownHosts
  limits: Limits
  proxies: number
  metrics: Metrics
  log: Logger
}

export function createLive({ desk, hosts, limits, proxies, metrics, log }: LiveParts): LiveSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_BYTES,
    maxFragments: FRAGMENTS,
    maxBufferedChunks: FRAGMENTS * 4,
    perMessageDeflate: false,
    clientTracking: true,
  })
  const silent = new Map<WebSocket, number>()
  const perAddress = new Map<string, number>()
  let stopped = false

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const address = addressOf(request, proxies)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    socket.on('pong', () => silent.delete(socket))
    socket.on('close', () => {
      silent.delete(socket)
      const left = (perAddress.get(address) ?? 1) - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
    // ws closes the socket itself after an error (1009 for a frame past the limit).
    socket.on('error', (error) => log.debug({ reason: error.message }, 'socket'))
    const id = randomBytes(9).toString('base64url')
    converse({ socket, connection: request.socket }, { id, address, countedAs: id }, desk)
  })

  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      const missed = silent.get(socket) ?? 0
      if (missed >= 2) {
        metrics.dropped('silent')
        socket.terminate()
        continue
      }
      silent.set(socket, missed + 1)
      socket.ping()
    }
  }, limits.HEARTBEAT_MS)

  function full(request: IncomingMessage): Refusal | null {
    if (stopped) return stopping()
    if (sockets.clients.size >= limits.SOCKETS) return refusal('too_busy', `${limits.SOCKETS} browsers are connected`, 'try again later')
    if ((perAddress.get(addressOf(request, proxies)) ?? 0) >= limits.SOCKETS_PER_ADDRESS)
      return refusal('too_busy', `${limits.SOCKETS_PER_ADDRESS} browsers of your address are connected`, 'close some of them')
    return null
  }

  return {
    upgrade(request, socket, head) {
      const refused = refusedUpgrade(request, hosts()) ?? full(request)
      if (!refused) return sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request))
      metrics.refused(refused.code)
      turnAway(socket, refused)
    },
    stop() {
      stopped = true
    },
    async close() {
      stopped = true
      clearInterval(heartbeat)
      for (const socket of sockets.clients) socket.close(1001, 'the server is stopping')
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, SHUTDOWN_SOCKETS_MS)
      await new Promise((resolve) => sockets.close(resolve))
      clearTimeout(late)
    },
    get sockets() {
      return sockets.clients.size
    },
  }
}

/** Answers in HTTP instead of opening a socket. */
export function turnAway(socket: Duplex, refused: Refusal): void {
  const body = JSON.stringify(refused)
  socket.end(
    `HTTP/1.1 ${STATUS[refused.code]} Refused\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
