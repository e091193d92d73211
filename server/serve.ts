/** One server from its parts: HTTP and WebSocket on one port. Tests start it on port 0. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { openBench } from './bench.ts'
import { type Doors, doorsOf } from './doors.ts'
import type { ServerEnvironment } from './environment.ts'
import { type Laboratory, openLaboratory } from './laboratory.ts'
import { createLive } from './live.ts'

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
  const laboratory = await openLaboratory(environment.helper, environment.exposed)
  const bench = openBench(environment.helper, environment.exposed, laboratory)
  const http = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 })
  http.maxHeadersCount = 64
  let known: Doors = { hosts: new Set() }
  const doors = (): Doors => known
  const page = await makePage(http)
  const app = createApp({ laboratory, bench, doors, log, page: page.handler, development: environment.development })
  const live = createLive(laboratory, doors, log)

  http.on('request', app)
  http.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/live') live.upgrade(request, socket, head)
    // In development Vite's own listener takes its path.
    else if (!environment.development) socket.destroy()
  })

  await listen(http, environment)
  const { port } = http.address() as AddressInfo
  known = doorsOf(environment.host, port, environment.publicHosts)
  return {
    url: `http://${environment.host === '127.0.0.1' ? 'localhost' : environment.host.includes(':') ? `[${environment.host}]` : environment.host}:${port}`,
    laboratory,
    async close() {
      const closed = new Promise((resolve) => http.close(resolve))
      await live.close()
      await bench.close()
      await laboratory.close()
      await page.close()
      http.closeAllConnections()
      await closed
    },
  }
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
