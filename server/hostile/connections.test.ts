/** One rude connection: pipelining, answers that nobody reads, too many headers, runs whose client has gone. Counts what is answered and what stays open. */
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageMaker } from '../http/page.ts'
import { BODY_BYTES } from '../limits.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'

const descriptors = (): number => readdirSync('/proc/self/fd').length
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

/** A page whose answers never end. Counts those that are still being made. */
let unended = 0
const endless: PageMaker = async () => ({
  handler(request, response) {
    if (request.path !== '/endless') return void response.end('short')
    unended += 1
    const source = new Readable({
      read() {
        this.push(Buffer.alloc(64 * 1024))
      },
      destroy(error, done) {
        unended -= 1
        done(error)
      },
    })
    source.pipe(response)
  },
  close: async () => {},
})

let server: Serving
let port: number
let host: string
beforeAll(async () => {
  server = await startServer('fake', { SPAWNSCOPE_VIEWER_STALL_MS: '300', SPAWNSCOPE_REQUESTS_PER_ADDRESS: '1000000' }, endless)
  host = new URL(server.url).host
  port = Number(new URL(server.url).port)
})
afterAll(() => server.close())

/** Sends text and waits until the server closes the connection. Gives what it answered. */
async function sent(text: string, socket = connect(port, '127.0.0.1')): Promise<string> {
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  socket.on('error', () => {})
  socket.write(text.replaceAll(HOST, host))
  if (!socket.closed) await once(socket, 'close').catch(() => {})
  return answer
}
/** The texts of `it.each` are made before the server has a port. */
const HOST = 'localhost:PORT'
const asking = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\n${more}\r\n`
const answers = (text: string): number => text.split(/HTTP\/1\.1 \d/).length - 1
const posting = (strategy: string): string => {
  const body = JSON.stringify({ strategy })
  return `POST /api/runs HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}
const atWork = async (): Promise<number> =>
  Number(/^spawnscope_runs_at_work (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1] ?? Number.NaN)

describe('a second request before the first answer', () => {
  it.each([
    ['files', asking('/endless').repeat(8)],
    ['short answers', asking('/').repeat(400)],
    ['a wrong host', asking('/').repeat(400).replaceAll(HOST, 'nobody')],
    ['refused runs', posting('no_such_strategy').repeat(400)],
    ['bodies that are too long', posting('x'.repeat(BODY_BYTES)).repeat(40)],
    ['answers of the API', asking('/api/describe').repeat(400)],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'.repeat(400)],
    ['an unknown expectation', asking('/', 'Expect: wonders\r\n').repeat(400)],
    ['runs', posting('hangs').repeat(40)],
    ['a run, then a file', posting('hangs') + asking('/endless')],
    ['a file, then a socket', asking('/endless') + asking('/live', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')],
    ['a run, then a socket', posting('hangs') + asking('/live', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')],
    ['a file, then what is no HTTP', `${asking('/endless')}\u0000\u0001`],
  ])('closes the connection: %s', async (_, text) => {
    expect(answers(await sent(text))).toBeLessThanOrEqual(2)
    await until('nothing is being answered', () => unended === 0)
    await until('no run is at work', async () => (await atWork()) === 0)
    await until('no helper is left', () => descendants().length === 0)
  })

  it('closes it also when it comes later, while a run goes on', async () => {
    const socket = connect(port, '127.0.0.1')
    const closed = sent(posting('clings'), socket)
    await until('the run has begun', async () => (await atWork()) === 1)
    socket.write(asking('/').replace(HOST, host))
    expect(answers(await closed)).toBeLessThanOrEqual(1)
    await until('no helper is left', () => descendants().length === 0)
  })

  it('from 100 connections leaves no descriptor, and others are answered meanwhile', async () => {
    await fetch(`${server.url}/healthz`)
    const before = descriptors()
    const closed = many(100, () => sent(asking('/endless').repeat(9)))
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    for (const answer of await Promise.all(closed)) expect(answers(answer)).toBeLessThanOrEqual(1)
    await until('nothing is being answered', () => unended === 0)
    await until('the descriptors are free', () => descriptors() <= before + 1)
  })

  it('megabytes of requests are not read', async () => {
    const socket = connect(port, '127.0.0.1')
    const answer = await sent(asking('/').repeat(50_000), socket)
    expect(answers(answer)).toBeLessThanOrEqual(1)
    expect(socket.bytesWritten).toBeGreaterThan(0)
  })
})

describe('one after the other', () => {
  it('any number of requests have their answers on one connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const used = new Set<Socket>()
    for (let n = 0; n < 200; n += 1) {
      const request = get({ port, host: '127.0.0.1', path: '/healthz', agent })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      if (request.socket) used.add(request.socket)
      expect(response.statusCode).toBe(200)
      response.resume()
      await once(response, 'end')
    }
    expect(used.size).toBe(1)
    agent.destroy()
  })
})

describe('an answer that nobody reads', () => {
  it('is given up, with its file', async () => {
    const sockets = many(5, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(asking('/endless').replace(HOST, host))
      return socket
    })
    await until('the answers have begun', () => unended > 0)
    await until('the answers are given up', () => unended === 0)
    for (const socket of sockets) socket.destroy()
  })

  it('is given up when its client goes, and one that is read goes on', async () => {
    const response = await fetch(`${server.url}/endless`)
    const reader = response.body?.getReader()
    let bytes = 0
    while (bytes < 40_000_000) bytes += (await reader?.read())?.value?.length ?? 0
    expect(unended).toBe(1)
    await reader?.cancel()
    await until('the answer is given up', () => unended === 0)
  })
})

describe('a run over HTTP whose client goes', () => {
  it('ends, at whatever moment', async () => {
    for (let n = 0; n < 30; n += 1) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(posting('hangs').replace(HOST, host), () => {
        if (n % 3 === 0) socket.destroy()
        else if (n % 3 === 1) setImmediate(() => socket.resetAndDestroy())
        else setTimeout(() => socket.destroy(), n)
      })
      await once(socket, 'close')
    }
    await until('no run is at work', async () => (await atWork()) === 0)
    await until('no helper is left', () => descendants().length === 0)
  })
})

describe('headers', () => {
  const headers = (count: number): string => many(count, (n) => `x-${n}: y\r\n`).join('')

  it('64 are taken, one more is refused with 431', async () => {
    expect(await sent(asking('/healthz', `Connection: close\r\n${headers(62)}`))).toMatch(/^HTTP\/1\.1 200 /)
    const refused = await sent(asking('/healthz', headers(64)))
    expect(refused).toMatch(/^HTTP\/1\.1 431 /)
    expect(refused).toContain('too_many_headers')
  })

  it('one more is refused for a socket, too', async () => {
    expect(await sent(asking('/live', `Connection: Upgrade\r\nUpgrade: websocket\r\n${headers(62)}`))).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('too many bytes are refused with 431', async () => {
    expect(await sent(asking('/', `x: ${'y'.repeat(40_000)}\r\n`))).toMatch(/^HTTP\/1\.1 431 /)
  })
})

describe('behind a proxy', () => {
  it('counts by the line that the proxy appended, whatever lines the client sent before it', async () => {
    const behind = await startServer('fake', { TRUST_PROXY: '1', SPAWNSCOPE_REQUESTS_PER_ADDRESS: '10' })
    const at = new URL(behind.url)
    const statusFor = async (claimed: string): Promise<string> => {
      const own = 'X-Forwarded-For: 203.0.113.7\r\nConnection: close\r\n'
      const answer = await sent(
        `GET /api/check HTTP/1.1\r\nHost: ${at.host}\r\nX-Forwarded-For: ${claimed}\r\n${own}\r\n`,
        connect(Number(at.port), '127.0.0.1'),
      )
      return answer.slice(9, 12)
    }
    const statuses: string[] = []
    for (let n = 0; n < 12; n += 1) statuses.push(await statusFor(`198.51.100.${n}`))
    expect(statuses).toEqual([...many(10, () => '200'), '429', '429'])
    await behind.close()
  })
})

describe('files of the page', () => {
  it('are counted by address; a page counts as ten; a refusal names the seconds to wait', async () => {
    const small = await startServer('fake', { SPAWNSCOPE_FILES_PER_ADDRESS: '100' }, endless)
    const statuses = []
    for (let n = 0; n < 60; n += 1) statuses.push((await fetch(`${small.url}/assets/x.js`)).status)
    for (let n = 0; n < 4; n += 1) statuses.push((await fetch(`${small.url}/`)).status)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const refused = await fetch(`${small.url}/`)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'rate_limit', cure: expect.stringMatching(/wait \d+ s/) })
    // The API has a count of its own.
    expect((await fetch(`${small.url}/api/check`)).status).toBe(200)
    await small.close()
  })
})
