/** One server from its parts: HTTP and WebSocket on one port. Tests start it on port 0. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { openBench } from './bench.ts'
import { createDispatch } from './dispatch.ts'
import { type Doors, doorsOf } from './doors.ts'
import type { ServerEnvironment } from './environment.ts'
import { findFeed } from './findFeed.ts'
import { type Laboratory, openLaboratory } from './laboratory.ts'
import { HEADERS_COUNT, HEADERS_MS, REQUEST_MS } from './limits.ts'
import { createLive, turnAway } from './live.ts'
import { createMetrics } from './metrics.ts'
import { createRates } from './rates.ts'
import { refusal } from './refusals.ts'
import { openSharing } from './sharing.ts'
import { openStorage } from './storage.ts'

export interface Serving {
  url: string
  laboratory: Laboratory
  /** No new runs; running ones end; every socket is closed. */
  close(): Promise<void>
}

/** How the page is served; in development Vite needs the HTTP server for its own socket. */
export type PageMaker = (http: Server) => Promise<{ handler: RequestHandler; close(): Promise<void> }>

/** Rejects with an Error that names the cure when the port is taken. */
export async function serve(environment: ServerEnvironment, makePage: PageMaker, log: Logger): Promise<Serving> {
  const { limits, proxies, development } = environment
  const storage = await openStorage(environment, limits.RECORDINGS_BYTES, log)
  const { recordings } = storage
  const laboratory = await openLaboratory(environment, log)
  const bench = openBench(environment.helper, forOthers(environment), laboratory)
  const http = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: HEADERS_MS / 5 })
  http.maxHeadersCount = HEADERS_COUNT
  let known: Doors = { hosts: new Set() }
  const doors = (): Doors => known
  let stopping = false
  const page = await makePage(http)
  const rates = createRates(limits, storage.redis)
  const metrics = createMetrics({
    atWork: () => dispatch.atWork,
    waiting: () => dispatch.waiting,
    sockets: () => live.sockets,
    recordings: () => recordings.size(),
  })
  const dispatch = createDispatch({ laboratory, limits, rates, recordings, metrics, log })
  const local = findFeed(dispatch, recordings)
  const sharing = storage.redis && (await openSharing(storage.redis, limits, local))
  const feedOf = async (id: string) => (await local(id)) ?? (await sharing?.ask(id)) ?? null
  const app = createApp({
    ...{ laboratory, bench, dispatch, recordings, rates, limits, metrics, proxies, doors, log, development },
    stopping: () => stopping,
    page: page.handler,
  })
  const live = createLive({ desk: { laboratory, dispatch, feedOf, rates, limits, metrics }, doors, limits, proxies, metrics, log })

  http.on('request', app)
  http.on('upgrade', (request, socket, head) => {
    // The HTTP server no longer listens to this socket's errors; unheard they would end the process.
    socket.on('error', () => socket.destroy())
    if (request.url?.split('?')[0] === '/live') live.upgrade(request, socket, head)
    // In development Vite's own listener takes its path.
    else if (!development) turnAway(socket, refusal('unknown_path', 'there is no socket here', 'the socket is /live'))
  })

  await listen(http, environment)
  const { port } = http.address() as AddressInfo
  known = doorsOf(environment.host, port, environment.publicHosts)
  return {
    url: `http://${environment.host === '127.0.0.1' ? 'localhost' : environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`,
    laboratory,
    async close() {
      stopping = true
      live.stop()
      const closed = new Promise((resolve) => http.close(resolve))
      await dispatch.close()
      await live.close()
      await bench.close()
      await laboratory.close()
      await page.close()
      http.closeAllConnections()
      await closed
      await sharing?.close()
      await storage.close()
    },
  }
}

/** A server behind a proxy, or with a public name, is for others as well, wherever it listens. */
function forOthers({ exposed, proxies, publicHosts }: ServerEnvironment): boolean {
  return exposed || proxies > 0 || publicHosts !== ''
}

function listen(http: Server, { port, host }: ServerEnvironment): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const cure = error.code === 'EADDRINUSE' ? `port ${port} is taken: choose another, for example PORT=${port + 1} npm start` : error.message
      reject(new Error(`cannot listen on ${host}:${port}: ${cure}`))
    })
    http.listen(port, host, resolve)
  })
}
