/** One server from its parts: HTTP and WebSocket on one port. Tests start it on port 0. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { openBench } from './bench/postBench.ts'
import { type Capabilities, type CapabilityOptions, openCapabilities } from './capabilities/capabilities.ts'
import type { ServerEnvironment } from './environment.ts'
import { createApp } from './http/app.ts'
import { oneAtATime } from './http/oneAtATime.ts'
import { type KnownHosts, knownHostsOf } from './http/originCheck.ts'
import type { PageMaker } from './http/page.ts'
import { CROWDED, HEADERS_MS, RECORDING_MORE_BYTES, REQUEST_MS } from './limits.ts'
import { createLive, turnAway } from './live/sockets.ts'
import { openOwn } from './own/openOwn.ts'
import { openStorage } from './recordings/storage.ts'
import { refusal } from './refusals.ts'
import { openRoomStore } from './rooms/openStore.ts'
import { createRooms } from './rooms/rooms.ts'
import { createDispatch } from './runs/dispatch.ts'
import { findFeed } from './runs/findFeed.ts'
import { createMetrics } from './runs/metrics.ts'
import { createRates } from './runs/rates.ts'
import { openSharing } from './runs/sharing.ts'

export interface Serving {
  /** For a browser on this machine. */
  url: string
  port: number
  capabilities: Capabilities
  /** No new runs; running ones end; every socket is closed. */
  close(): Promise<void>
}

/** `noHelper`: why the helper of a package cannot be used. */
type HelpedEnvironment = ServerEnvironment & Pick<CapabilityOptions, 'noHelper'>

/** Rejects with an Error that names the cure, for example if the port is taken. Then nothing that was opened stays open. */
export async function serve(environment: HelpedEnvironment, makePage: PageMaker, log: Logger): Promise<Serving> {
  /** What to close if a later step fails. */
  const opened: (() => Promise<unknown>)[] = []
  try {
    return await assemble(environment, makePage, log, opened)
  } catch (error) {
    for (const close of opened.toReversed()) await close().catch((problem: unknown) => log.error({ err: problem }, 'closing'))
    throw error
  }
}

async function assemble(environment: HelpedEnvironment, makePage: PageMaker, log: Logger, opened: (() => Promise<unknown>)[]): Promise<Serving> {
  const { limits, proxies, development } = environment
  const storage = await openStorage(environment, limits.RECORDINGS_BYTES, limits.RUN_BYTES + RECORDING_MORE_BYTES, log)
  opened.push(() => storage.close())
  const { recordings } = storage
  const capabilities = await openCapabilities({ ...environment, ownStart: (key) => ('code' in own ? undefined : own.startOf(key)) }, log)
  opened.push(() => capabilities.close())
  const rates = createRates(limits, storage.redis)
  const own = openOwn({ ownPrograms: environment.ownPrograms, forOthers: forOthers(environment), goCache: environment.goCache }, capabilities, rates)
  if (!('code' in own)) opened.push(() => own.close())
  const bench = openBench(environment.helper, forOthers(environment), capabilities)
  const http = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: HEADERS_MS / 5 })
  let known: KnownHosts = { names: new Set() }
  const hosts = (): KnownHosts => known
  let stopping = false
  const page = await makePage(http)
  opened.push(() => page.close())
  const metrics = createMetrics({
    atWork: () => dispatch.atWork,
    waiting: () => dispatch.waiting,
    sockets: () => live.sockets,
    rooms: () => rooms.lanes,
    roomMembers: () => rooms.members,
    recordings: () => recordings.size(),
  })
  const dispatch = createDispatch({ capabilities, limits, rates, recordings, metrics, log })
  const local = findFeed(dispatch, recordings)
  const sharing = storage.redis && (await openSharing(storage.redis, limits, local, log))
  if (sharing) opened.push(() => sharing.close())
  const feedOf = async (id: string) => (await local(id)) ?? (await sharing?.ask(id)) ?? null
  const app = createApp({
    ...{ capabilities, bench, dispatch, recordings, rates, limits, metrics, proxies, hosts, log, development },
    stopping: () => stopping,
    redisAnswers: () => storage.redis && storage.redis.status === 'ready',
    page: page.handler,
    alone: !forOthers(environment),
    own,
  })
  const rooms = createRooms({
    ...{ store: await openRoomStore({ redis: storage.redis, data: environment.data }, log), limits, log },
    ...{ open: environment.roomsOpen, password: environment.roomPassword },
    crowded: () => live.sockets >= CROWDED * limits.SOCKETS,
  })
  opened.push(() => rooms.close())
  const live = createLive({ desk: { capabilities, dispatch, feedOf, rooms, rates, limits, metrics }, hosts, limits, proxies, metrics, log })
  opened.push(() => live.close())

  const connections = oneAtATime(http, app, limits.VIEWER_STALL_MS)
  http.on('upgrade', (request, socket, head) => {
    // The HTTP server no longer handles this socket's errors. Unhandled, they would end the process.
    socket.on('error', () => socket.destroy())
    if (!connections.admits(socket)) return
    const refused = connections.refusalOf(request)
    if (refused) turnAway(socket, refused)
    else if (request.url?.split('?')[0] === '/live') live.upgrade(request, socket, head)
    // In development Vite's own listener handles its path.
    else if (!development) turnAway(socket, refusal('unknown_path', 'there is no socket here', 'the socket is /live'))
  })

  await listen(http, environment)
  const { port } = http.address() as AddressInfo
  known = knownHostsOf(environment.host, port, environment)
  return {
    url: `http://${localName(environment.host)}:${port}`,
    port,
    capabilities,
    async close() {
      stopping = true
      live.stop()
      const closed = new Promise((resolve) => http.close(resolve))
      await dispatch.close()
      await live.close()
      await rooms.close()
      await bench.close()
      if (!('code' in own)) await own.close()
      await capabilities.close()
      await page.close()
      http.closeAllConnections()
      await closed
      await sharing?.close()
      await storage.close()
    },
  }
}

/** How a browser on this machine finds a server that listens on `host`. */
function localName(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** Others can reach a server behind a proxy or with a public name, wherever it listens. */
function forOthers({ exposed, proxies, publicHosts }: ServerEnvironment): boolean {
  return exposed || proxies > 0 || publicHosts !== ''
}

function listen(http: Server, { port, host }: ServerEnvironment): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const cure = error.code === 'EADDRINUSE' ? `port ${port} is taken: choose another, for example --port ${port + 1}` : error.message
      reject(new Error(`cannot listen on ${host}:${port}: ${cure}`))
    })
    http.listen(port, host, resolve)
  })
}
