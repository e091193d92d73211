/** One server from its parts: HTTP and WebSocket on one port. Tests start it on port 0. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { openBench } from './bench/postBench.ts'
import { type Capabilities, openCapabilities } from './capabilities/capabilities.ts'
import type { ServerEnvironment } from './environment.ts'
import { createApp } from './http/app.ts'
import { type KnownHosts, knownHostsOf } from './http/originCheck.ts'
import type { PageMaker } from './http/page.ts'
import { HEADERS_COUNT, HEADERS_MS, REQUEST_MS } from './limits.ts'
import { createLive, turnAway } from './live/sockets.ts'
import { openStorage } from './recordings/storage.ts'
import { refusal } from './refusals.ts'
import { createDispatch } from './runs/dispatch.ts'
import { findFeed } from './runs/findFeed.ts'
import { createMetrics } from './runs/metrics.ts'
import { createRates } from './runs/rates.ts'
import { openSharing } from './runs/sharing.ts'

export interface Serving {
  url: string
  capabilities: Capabilities
  /** No new runs; running ones end; every socket is closed. */
  close(): Promise<void>
}

/** Rejects with an Error that names the cure if the port is taken. */
export async function serve(environment: ServerEnvironment, makePage: PageMaker, log: Logger): Promise<Serving> {
  const { limits, proxies, development } = environment
  const storage = await openStorage(environment, limits.RECORDINGS_BYTES, log)
  const { recordings } = storage
  const capabilities = await openCapabilities(environment, log)
  const bench = openBench(environment.helper, forOthers(environment), capabilities)
  const http = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: HEADERS_MS / 5 })
  http.maxHeadersCount = HEADERS_COUNT
  let known: KnownHosts = { names: new Set() }
  const hosts = (): KnownHosts => known
  let stopping = false
  const page = await makePage(http)
  const rates = createRates(limits, storage.redis)
  const metrics = createMetrics({
    atWork: () => dispatch.atWork,
    waiting: () => dispatch.waiting,
    sockets: () => live.sockets,
    recordings: () => recordings.size(),
  })
  const dispatch = createDispatch({ capabilities, limits, rates, recordings, metrics, log })
  const local = findFeed(dispatch, recordings)
  const sharing = storage.redis && (await openSharing(storage.redis, limits, local))
  const feedOf = async (id: string) => (await local(id)) ?? (await sharing?.ask(id)) ?? null
  const app = createApp({
    ...{ capabilities, bench, dispatch, recordings, rates, limits, metrics, proxies, hosts, log, development },
    stopping: () => stopping,
    page: page.handler,
  })
  const live = createLive({ desk: { capabilities, dispatch, feedOf, rates, limits, metrics }, hosts, limits, proxies, metrics, log })

  http.on('request', app)
  http.on('upgrade', (request, socket, head) => {
    // The HTTP server no longer handles this socket's errors. Unhandled, they would end the process.
    socket.on('error', () => socket.destroy())
    if (request.url?.split('?')[0] === '/live') live.upgrade(request, socket, head)
    // In development Vite's own listener handles its path.
    else if (!development) turnAway(socket, refusal('unknown_path', 'there is no socket here', 'the socket is /live'))
  })

  await listen(http, environment)
  const { port } = http.address() as AddressInfo
  known = knownHostsOf(environment.host, port, environment.publicHosts)
  return {
    url: `http://${environment.host === '127.0.0.1' ? 'localhost' : environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`,
    capabilities,
    async close() {
      stopping = true
      live.stop()
      const closed = new Promise((resolve) => http.close(resolve))
      await dispatch.close()
      await live.close()
      await bench.close()
      await capabilities.close()
      await page.close()
      http.closeAllConnections()
      await closed
      await sharing?.close()
      await storage.close()
    },
  }
}

/** Others can reach a server behind a proxy or with a public name, wherever it listens. */
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
