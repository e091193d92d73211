/** Hostile clients: many, fast, slow, silent and malformed ones. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { liveRuns } from '../../native/tests/liveRuns.ts'
import { openAndLeave } from '../../scripts/proof/leavers.ts'
import { reload } from '../../scripts/proof/reload.ts'
import { watch } from '../../scripts/proof/viewers.ts'
import { builtPage } from '../http/page.ts'
import { BODY_BYTES } from '../limits.ts'
import { STALLED } from '../live/viewer.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'

const FREE = { SPAWNSCOPE_RUNS_PER_ADDRESS: '1000000', SPAWNSCOPE_REQUESTS_PER_ADDRESS: '1000000', SPAWNSCOPE_RUNS_WAITING: '1000' }
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))
const metric = async (server: Serving, line: string): Promise<number> =>
  Number(new RegExp(`^${line.replace(/[{}"]/g, '\\$&')} (\\d+)`, 'm').exec(await (await fetch(`${server.url}/metrics`)).text())?.[1] ?? 0)

describe('with a fake helper', () => {
  let server: Serving
  beforeAll(async () => {
    server = await startServer('fake', { ...FREE, SPAWNSCOPE_VIEWER_STALL_MS: '2500', SPAWNSCOPE_MESSAGES_PER_SOCKET: '20' }, builtPage(process.cwd()))
  })
  afterAll(() => server.close())

  // npm run proof measures how long it takes.
  it('51: 200 viewers on one run get every line', async () => {
    const { delivered, lines } = await watch({ url: server.url }, 200)
    expect({ delivered, lines }).toEqual({ delivered: 1, lines: 300 })
  })

  it('54: a socket that asks 100 times at once is refused, then closed with 1008', async () => {
    const client = await LiveClient.open(server.url)
    const closed = once(client.socket, 'close')
    for (let n = 0; n < 100; n += 1) client.send({ kind: 'run', run: `r${n}`, settings: { strategy: 'behaves' } })
    expect((await closed)[0]).toBe(1008)
    const codes = client.messages.filter(({ kind }) => kind === 'error').map((message) => message.kind === 'error' && message.refusal.code)
    expect(codes).toContain('rate_limit')
  })

  it('55: five viewers that do not read are dropped, the others and the run go on', async () => {
    const owner = await LiveClient.open(server.url)
    const stalled = await Promise.all(many(5, () => LiveClient.open(server.url)))
    const reader = await LiveClient.open(server.url)
    const before = await metric(server, 'spawnscope_viewers_dropped_total{why="stalled"}')
    owner.send({ kind: 'run', run: 'a', settings: { strategy: 'long' } })
    const { watch: id } = await owner.next('started')
    for (const { socket } of stalled) socket.pause()
    for (const client of [...stalled, reader]) client.send({ kind: 'watch', run: id })
    const ends = await Promise.all([owner.next('ended'), reader.next('ended')])
    expect(ends.map(({ how }) => how)).toEqual(['ended', 'ended'])
    for (const client of [owner, reader]) expect(client.messages.flatMap((message) => (message.kind === 'events' ? message.events : []))).toHaveLength(3_002)
    await until('five viewers are dropped', async () => (await metric(server, 'spawnscope_viewers_dropped_total{why="stalled"}')) === before + 5)
    const codes = stalled.map(({ socket }) => once(socket, 'close'))
    for (const { socket } of stalled) socket.resume()
    for (const [code] of await Promise.all(codes)) expect([STALLED, 1006]).toContain(code)
    await Promise.all([owner.close(), reader.close()])
  })

  it('55: one that reads slowly but reads is not dropped', async () => {
    const client = await LiveClient.open(server.url)
    client.send({ kind: 'run', run: 'a', settings: { strategy: 'long' } })
    const breaks = setInterval(() => {
      client.socket.pause()
      setTimeout(() => client.socket.resume(), 60)
    }, 100)
    expect((await client.next('ended')).how).toBe('ended')
    clearInterval(breaks)
    await client.close()
  })

  it('57: open, run, close, again and again: every run is ended', async () => {
    await Promise.all(
      many(4, async () => {
        for (let n = 0; n < 12; n += 1) {
          const client = await LiveClient.open(server.url)
          client.send({ kind: 'run', run: 'a', settings: { strategy: 'hangs' } })
          if (n % 2 === 0) await client.next('started')
          client.socket.terminate()
        }
      }),
    )
    await until('no process of a run is left', () => descendants().length === 0)
    await until('no run is at work', async () => (await metric(server, 'spawnscope_runs_at_work')) === 0)
  })

  // npm run proof measures how long it takes.
  it('58: 200 reloads at once: each gets its page and its socket', async () => {
    expect(await reload(server.url, 200)).toHaveLength(200)
  })

  it('59: a message of a byte too many is refused, a frame past 64 KiB closes with 1009', async () => {
    const client = await LiveClient.open(server.url)
    client.raw('x'.repeat(BODY_BYTES + 1))
    expect((await client.next('error')).refusal.code).toBe('frame_too_large')
    const closed = once(client.socket, 'close')
    client.raw('x'.repeat(64 * 1024 + 1))
    expect((await closed)[0]).toBe(1009)
  })

  it('60: 200,000 fragments close with 1008', async () => {
    const client = await LiveClient.open(server.url)
    const closed = once(client.socket, 'close')
    for (let n = 0; n < 200_000 && client.socket.readyState === WebSocket.OPEN; n += 1) {
      client.socket.send('', { fin: false })
      if (n % 1_000 === 0) await turn()
    }
    expect((await closed)[0]).toBe(1008)
  })

  it('61: compression is offered and not taken', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live`, { headers: { origin: server.url }, perMessageDeflate: true })
    await once(socket, 'open')
    expect(socket.extensions).toBe('')
    socket.terminate()
  })

  it.each([
    ['an unmasked frame', [0x81, 0x02, 0x7b, 0x7d]],
    ['a reserved opcode', [0x83, 0x80, 0, 0, 0, 0]],
    ['a reserved bit', [0xf1, 0x80, 0, 0, 0, 0]],
    ['a fragmented ping', [0x09, 0x80, 0, 0, 0, 0]],
  ])('62: %s closes with 1002', async (_, frame) => {
    const { port, host } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1')
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
    socket.write(`GET /live HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${server.url}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`)
    let got = Buffer.alloc(0)
    socket.on('data', (data) => {
      if (got.length === 0) socket.write(Buffer.from(frame))
      got = Buffer.concat([got, data])
    })
    await once(socket, 'close')
    // A close frame: opcode 8, two bytes of code.
    expect(got.includes(Buffer.from([0x88])) && got.subarray(-2)).toBeTruthy()
    const at = got.lastIndexOf(0x88)
    expect(got.readUInt16BE(at + 2)).toBe(1002)
  })
})

describe('few places', () => {
  it('53: one socket too many gets 503, in all and by address', async () => {
    for (const limit of ['SPAWNSCOPE_SOCKETS', 'SPAWNSCOPE_SOCKETS_PER_ADDRESS']) {
      const server = await startServer('fake', { [limit]: '3' })
      const clients = await Promise.all(many(3, () => LiveClient.open(server.url)))
      await expect(LiveClient.open(server.url)).rejects.toThrow('503')
      await clients[0]?.close()
      const again = await LiveClient.open(server.url)
      for (const client of [...clients, again]) await client.close()
      await server.close()
    }
  })

  it('53: more runs than may wait are refused with too_busy', async () => {
    const server = await startServer('fake', { SPAWNSCOPE_RUNS_AT_ONCE: '1', SPAWNSCOPE_RUNS_WAITING: '2' })
    const clients = await Promise.all(many(4, () => LiveClient.open(server.url)))
    const ask = (at: number) => clients[at]?.send({ kind: 'run', run: 'a', settings: { strategy: 'hangs' } })
    ask(0)
    await clients[0]?.next('started')
    ask(1)
    expect((await clients[1]?.next('queued'))?.position).toBe(1)
    ask(2)
    expect((await clients[2]?.next('queued'))?.position).toBe(2)
    ask(3)
    expect((await clients[3]?.next('error'))?.refusal.code).toBe('too_busy')
    // The first leaves: the second runs, the third moves up and is notified.
    clients[0]?.socket.terminate()
    await clients[1]?.next('started')
    expect((await clients[2]?.next('queued'))?.position).toBe(1)
    // A waiting run can be cancelled.
    clients[2]?.send({ kind: 'cancel', run: 'a' })
    expect(await clients[2]?.next('ended')).toMatchObject({ how: 'cancelled', recording: null })
    for (const client of clients) client.socket.terminate()
    await server.close()
  })

  it('54: more runs than a client may have in 10 s are refused with the seconds to wait', async () => {
    // These runs only wait and are cancelled, so that none takes up the ten seconds.
    const server = await startServer('fake', { SPAWNSCOPE_RUNS_AT_ONCE: '1', SPAWNSCOPE_RUNS_PER_CLIENT: '5' })
    const [busy, client] = [await LiveClient.open(server.url), await LiveClient.open(server.url)]
    busy.send({ kind: 'run', run: 'a', settings: { strategy: 'hangs' } })
    await busy.next('started')
    for (let n = 0; n < 5; n += 1) {
      client.send({ kind: 'run', run: 'b', settings: { strategy: 'behaves' } })
      await client.next('queued')
      client.send({ kind: 'cancel', run: 'b' })
      expect((await client.next('ended')).how).toBe('cancelled')
    }
    client.send({ kind: 'run', run: 'b', settings: { strategy: 'behaves' } })
    expect((await client.next('error')).refusal).toMatchObject({ code: 'rate_limit', cure: expect.stringMatching(/wait \d+ s/) })
    await Promise.all([busy.close(), client.close()])
    await server.close()
  })

  it('56: who connects and says nothing, or half a header, is put out', async () => {
    const server = await startServer('fake')
    const { port } = new URL(server.url)
    const sockets = ['', 'GET / HTTP/1.1\r\nHost: loc'].map((start) => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.write(start)
      socket.resume()
      return once(socket, 'close')
    })
    await Promise.all(sockets)
    await server.close()
  })

  it('56: a socket that answers no ping is ended', async () => {
    const server = await startServer('fake', { SPAWNSCOPE_HEARTBEAT_MS: '1500' })
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live`, { headers: { origin: server.url }, autoPong: false })
    const lively = await LiveClient.open(server.url)
    expect((await once(socket, 'close'))[0]).toBe(1006)
    expect(lively.socket.readyState).toBe(WebSocket.OPEN)
    expect(await metric(server, 'spawnscope_viewers_dropped_total{why="silent"}')).toBe(1)
    await lively.close()
    await server.close()
  })
})

describe.skipIf(!liveRuns())('57: 100 times open, run, close (npm run proof: 1,000)', () => {
  it('every run is ended, at whatever moment its owner goes', async () => {
    const server = await startServer('real', { ...FREE, SPAWNSCOPE_SOCKETS: '1000' })
    await openAndLeave(server.url, 100)
    await until('no process of a run is left', () => descendants().length === 0)
    await until('every socket is closed', async () => (await metric(server, 'spawnscope_sockets')) === 0)
    expect(await metric(server, 'spawnscope_runs_at_work')).toBe(0)
    await server.close()
  })
})

describe.skipIf(!liveRuns())('52: 200 sockets press Run at once', () => {
  it('each is served, each sees its position fall, nobody waits for ever', async () => {
    const server = await startServer('real', FREE)
    const clients = await Promise.all(many(200, () => LiveClient.open(server.url)))
    const ends = await Promise.all(clients.map((client) => client.run({ strategy: 'vfork' })))
    expect(ends.filter(({ end }) => end.how !== 'ended' || end.recording === null)).toEqual([])
    for (const { messages } of clients) {
      const positions = messages.flatMap((message) => (message.kind === 'queued' ? [message.position] : []))
      expect(positions).toEqual(positions.toSorted((a, b) => b - a))
    }
    expect(clients.filter(({ messages }) => messages.some(({ kind }) => kind === 'queued')).length).toBeGreaterThan(100)
    await Promise.all(clients.map((client) => client.close()))
    await server.close()
    expect(descendants()).toEqual([])
  })
})
