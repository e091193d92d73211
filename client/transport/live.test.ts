/** Tests the page's side of WS /live over a real socket on loopback. The test speaks for the server. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { ClientMessage } from '../../protocol/clientMessages.ts'
import { decodeClientMessage } from '../../protocol/clientMessages.ts'
import { RUNS_PER_SOCKET, type ServerMessage } from '../../protocol/messages.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import { recorded } from '../model/testing/recordedEvents.ts'
import { RunLog } from '../store/runLog.ts'
import { type Connection, connect, type LiveConnection } from './live.ts'

const WELCOME: ServerMessage = { kind: 'welcome', version: PROTOCOL_VERSION, refusal: null }
const BUSY = { code: 'too_busy', message: 'all places are taken', cure: 'try again', field: '' } as const
const EVENTS = recorded('rust')
const RECORDING = 'abcdefghijklmnopqrstuvwxyz012345'

/** What happened, in order. `next` waits for a message that the test has not taken yet. */
class Heard<T> {
  readonly all: T[] = []
  #taken = 0
  #wake = (): void => {}

  readonly hear = (one: T): void => {
    this.all.push(one)
    this.#wake()
  }

  async next(): Promise<T> {
    while (this.all.length <= this.#taken) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.all[this.#taken++] as T
  }
}

/** The server's end of one connection. */
class Peer {
  readonly asked = new Heard<ClientMessage>()
  readonly pings = new Heard<ClientMessage>()
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      const verdict = decodeClientMessage(data.toString())
      if (!verdict.ok) throw new Error(`the page sent what is not of the protocol: ${data}`)
      if (verdict.value.kind === 'ping') this.pings.hear(verdict.value)
      else this.asked.hear(verdict.value)
    })
  }

  say(...messages: ServerMessage[]): void {
    for (const message of messages) this.raw(JSON.stringify(message))
  }

  raw(text: string): void {
    this.#socket.send(text)
  }

  cut(): void {
    this.#socket.terminate()
  }

  async gone(): Promise<void> {
    if (this.#socket.readyState !== WebSocket.CLOSED) await once(this.#socket, 'close')
  }
}

let server: WebSocketServer
let peers: Heard<Peer>
let told: Heard<Connection>
let live: LiveConnection | undefined

async function listen(port: number): Promise<void> {
  server = new WebSocketServer({ port, host: '127.0.0.1' })
  server.on('connection', (socket) => peers.hear(new Peer(socket)))
  await once(server, 'listening')
}

const portOf = (): number => (server.address() as AddressInfo).port

/** Stops the server and closes every connection. */
async function stop(): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  for (const socket of server.clients) socket.terminate()
  await closed
}

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  peers = new Heard()
  told = new Heard()
  await listen(0)
})
afterEach(async () => {
  live?.close()
  live = undefined
  vi.useRealTimers()
  vi.unstubAllGlobals()
  await stop()
})

/** Connects the page and welcomes it. */
async function opened(tries: () => Promise<unknown> = async () => {}): Promise<{ page: LiveConnection; peer: Peer }> {
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  await tries()
  const peer = await peers.next()
  peer.say(WELCOME)
  expect(await told.next()).toEqual({ is: 'open' })
  return { page: live, peer }
}

async function openedByFakeClock(): Promise<{ page: LiveConnection; peer: Peer }> {
  fakeClock()
  return opened(untilItTries)
}

const newLog = (): RunLog => new RunLog('live', () => {})

it('a run: requested, queued, started, fed, ended, and stored under an id', async () => {
  const { page, peer } = await opened()
  const log = newLog()
  const positions: number[] = []
  const queued = log.queued.bind(log)
  log.queued = (position) => {
    positions.push(position)
    queued(position)
  }
  const over = page.run({ strategy: 'rust' }, log)
  expect(await peer.asked.next()).toEqual({ kind: 'run', run: 'r1', settings: { strategy: 'rust' } })
  peer.say(
    { kind: 'queued', run: 'r1', position: 2 },
    { kind: 'started', run: 'r1', command: 'spawnscope rust', watch: 'w' },
    { kind: 'events', run: 'r1', events: EVENTS, gaps: [] },
    { kind: 'ended', run: 'r1', how: 'ended', refusal: null, recording: RECORDING },
  )
  await over
  expect(positions).toEqual([2, 0])
  expect(log.events).toEqual(EVENTS)
  expect(log).toMatchObject({ status: 'ended', refusal: null, recording: RECORDING, position: 0 })
})

it('messages about another run go into no log', async () => {
  const { page, peer } = await opened()
  const log = newLog()
  const over = page.run({ strategy: 'rust' }, log)
  await peer.asked.next()
  peer.say(
    { kind: 'events', run: 'r0', events: EVENTS, gaps: [] },
    { kind: 'ended', run: 'r0', how: 'failed', refusal: BUSY, recording: null },
    { kind: 'error', run: 'r0', refusal: BUSY },
    { kind: 'ended', run: 'r1', how: 'ended', refusal: null, recording: null },
  )
  await over
  expect(log).toMatchObject({ status: 'ended', events: [], refusal: null })
})

it('a cancelled run is over when the server says so, and not before', async () => {
  const { page, peer } = await opened()
  const log = newLog()
  const over = page.run({ strategy: 'rust' }, log)
  await peer.asked.next()
  page.cancel(log)
  expect(await peer.asked.next()).toEqual({ kind: 'cancel', run: 'r1' })
  expect(log.status).toBe('empty')
  peer.say({ kind: 'ended', run: 'r1', how: 'cancelled', refusal: null, recording: null })
  await over
  expect(log.status).toBe('cancelled')
  // When the run is over, a cancel sends nothing.
  page.cancel(log)
  void page.run({ strategy: 'go' }, newLog())
  expect(await peer.asked.next()).toMatchObject({ kind: 'run', run: 'r2' })
})

/** Several runs under way: their logs, in the order in which they were asked for. */
async function severalOf(page: LiveConnection, peer: Peer, ...strategies: string[]): Promise<{ logs: RunLog[]; over: Promise<void>[] }> {
  const logs = strategies.map(newLog)
  const over = strategies.map((strategy, n) => page.run({ strategy }, logs[n] as RunLog))
  for (const [n, strategy] of strategies.entries()) expect(await peer.asked.next()).toEqual({ kind: 'run', run: `r${n + 1}`, settings: { strategy } })
  return { logs, over }
}
const ended = (run: string, how: 'ended' | 'cancelled' = 'ended'): ServerMessage => ({ kind: 'ended', run, how, refusal: null, recording: null })

it('several runs at the same time: each log gets its own messages, in their order', async () => {
  const { page, peer } = await opened()
  const { logs, over } = await severalOf(page, peer, 'rust', 'go')
  const half = EVENTS.length >> 1
  peer.say(
    { kind: 'started', run: 'r2', command: 'spawnscope go', watch: 'w2' },
    { kind: 'queued', run: 'r1', position: 1 },
    { kind: 'events', run: 'r2', events: EVENTS.slice(0, half), gaps: [] },
    { kind: 'events', run: 'r1', events: EVENTS.slice(0, 3), gaps: [] },
    { kind: 'events', run: 'r2', events: EVENTS.slice(half), gaps: [] },
    ended('r2'),
    { kind: 'events', run: 'r1', events: EVENTS.slice(3, 6), gaps: [] },
    ended('r1'),
  )
  await Promise.all(over)
  expect(logs.map(({ events }) => events)).toEqual([EVENTS.slice(0, 6), EVENTS])
  expect(logs.map(({ status, watch }) => [status, watch])).toEqual([
    ['ended', null],
    ['ended', 'w2'],
  ])
})

it('a cancel, an order and a refusal are of one run and leave the others', async () => {
  const { page, peer } = await opened()
  const { logs, over } = await severalOf(page, peer, 'rust', 'go', 'nim')
  const [rust, go, nim] = logs as [RunLog, RunLog, RunLog]
  page.cancel(go)
  expect(await peer.asked.next()).toEqual({ kind: 'cancel', run: 'r2' })
  page.order(nim, { kind: 'release' })
  expect(await peer.asked.next()).toEqual({ kind: 'release', run: 'r3' })
  peer.say(ended('r2', 'cancelled'), { kind: 'refused', run: 'r3', refusal: BUSY }, { kind: 'error', run: 'r1', refusal: BUSY })
  await Promise.all(over.slice(0, 2))
  expect([rust.status, go.status, nim.status]).toEqual(['failed', 'cancelled', 'empty'])
  expect([rust.refusal, nim.orderRefusal]).toEqual([BUSY, BUSY])
  peer.say(ended('r3'))
  await over[2]
  expect(nim.status).toBe('ended')
})

it('keeps back what the server would refuse, and sends it when there is room; one that is cancelled meanwhile is never sent', async () => {
  const { page, peer } = await opened()
  await severalOf(page, peer, ...Array.from({ length: RUNS_PER_SOCKET }, () => 'fork'))
  const [ninth, tenth] = [newLog(), newLog()]
  const over = [page.run({ strategy: 'go' }, ninth), page.run({ strategy: 'nim' }, tenth)]
  page.cancel(ninth)
  await over[0]
  expect(ninth.status).toBe('cancelled')
  peer.say(ended('r3'))
  expect(await peer.asked.next()).toEqual({ kind: 'run', run: `r${RUNS_PER_SOCKET + 2}`, settings: { strategy: 'nim' } })
  peer.say(ended(`r${RUNS_PER_SOCKET + 2}`))
  await over[1]
  expect(tenth.status).toBe('ended')
})

it('cut with several runs under way and some kept back: all have failed, and none is sent again', async () => {
  const { page, peer } = await openedByFakeClock()
  const { logs, over } = await severalOf(page, peer, ...Array.from({ length: RUNS_PER_SOCKET }, () => 'fork'))
  const late = newLog()
  over.push(page.run({ strategy: 'go' }, late))
  peer.cut()
  await Promise.all(over)
  for (const log of [...logs, late]) expect(log).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  await untilItTries()
  const again = await peers.next()
  again.say(WELCOME)
  while ((await told.next()).is !== 'open');
  const log = newLog()
  const run = page.run({ strategy: 'rust' }, log)
  expect(await again.asked.next()).toMatchObject({ kind: 'run', settings: { strategy: 'rust' } })
  again.say(ended(`r${RUNS_PER_SOCKET + 2}`))
  await run
  expect(log.status).toBe('ended')
})

it('what does not decode fails the run that it names, and the others go on', async () => {
  const { page, peer } = await opened()
  const { logs, over } = await severalOf(page, peer, 'rust', 'go')
  peer.raw('{"kind":"events","run":"r1","events":[{"kind":"news"}],"gaps":[]}')
  expect(await peer.asked.next()).toEqual({ kind: 'cancel', run: 'r1' })
  peer.say({ kind: 'events', run: 'r2', events: EVENTS, gaps: [] }, ended('r2'), ended('r1', 'cancelled'))
  await Promise.all(over)
  expect(logs.map(({ status, events }) => [status, events.length])).toEqual([
    ['failed', 0],
    ['ended', EVENTS.length],
  ])
})

it('a refusal that names no run is of those that the server has not taken', async () => {
  const { page, peer } = await opened()
  const { logs, over } = await severalOf(page, peer, 'rust', 'go')
  peer.say({ kind: 'started', run: 'r1', command: 'spawnscope rust', watch: 'w' }, { kind: 'error', run: null, refusal: BUSY })
  // The server may have it all the same.
  expect(await peer.asked.next()).toEqual({ kind: 'cancel', run: 'r2' })
  peer.say(ended('r1'), { kind: 'error', run: 'r2', refusal: BUSY })
  await Promise.all(over)
  expect(logs.map(({ status, refusal }) => [status, refusal])).toEqual([
    ['ended', null],
    ['failed', BUSY],
  ])
})

it('a refused run fails with the refusal, whether the refusal names the run or not', async () => {
  const { page, peer } = await opened()
  for (const run of ['r1', null]) {
    const log = newLog()
    const over = page.run({ strategy: 'rust' }, log)
    await peer.asked.next()
    peer.say({ kind: 'error', run, refusal: BUSY })
    await over
    expect(log).toMatchObject({ status: 'failed', refusal: BUSY })
  }
})

it('a server without live runs refuses with its welcome', async () => {
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  const peer = await peers.next()
  peer.say({ ...WELCOME, refusal: BUSY })
  expect(await told.next()).toEqual({ is: 'refused', refusal: BUSY })
})

it('cut in the middle of a run: the log keeps its events, and says that the connection broke', async () => {
  const { page, peer } = await opened()
  const grown = new Heard<unknown>()
  const log = new RunLog('live', grown.hear)
  const over = page.run({ strategy: 'rust' }, log)
  await peer.asked.next()
  peer.say({ kind: 'events', run: 'r1', events: EVENTS.slice(0, 5), gaps: [] })
  await grown.next()
  peer.cut()
  await over
  expect(log.events).toEqual(EVENTS.slice(0, 5))
  expect(log).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost', cure: 'run it again' }, recording: null })
  expect(await told.next()).toEqual({ is: 'lost' })
})

const fakeClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })

/** Advances the socket's clock to its next try to connect. Returns how long it has waited. */
async function untilItTries(): Promise<number> {
  const began = Date.now()
  await vi.advanceTimersToNextTimerAsync()
  return Date.now() - began
}

it('connects again by itself, waits longer each time, and runs as before', async () => {
  fakeClock()
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  expect(await untilItTries()).toBe(0)
  const first = await peers.next()
  first.say(WELCOME)
  expect(await told.next()).toEqual({ is: 'open' })
  const port = portOf()
  await stop()
  expect(await told.next()).toEqual({ is: 'lost' })
  const waits: number[] = []
  for (let tries = 0; tries < 4; tries += 1) {
    waits.push(await untilItTries())
    // Nobody listens, so the page hears about each failed try.
    expect(await told.next()).toEqual({ is: 'lost' })
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(new Set(waits).size).toBe(waits.length)
  await listen(port)
  await untilItTries()
  const again = await peers.next()
  again.say(WELCOME)
  expect(await told.next()).toEqual({ is: 'open' })
  const log = newLog()
  const over = live.run({ strategy: 'go' }, log)
  expect(await again.asked.next()).toMatchObject({ kind: 'run', run: 'r1' })
  again.say({ kind: 'ended', run: 'r1', how: 'ended', refusal: null, recording: null })
  await over
  expect(log.status).toBe('ended')
})

it('a run requested before the socket is open is sent once it is open', async () => {
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  const log = newLog()
  const over = live.run({ strategy: 'rust' }, log)
  const peer = await peers.next()
  expect(await peer.asked.next()).toMatchObject({ kind: 'run', run: 'r1' })
  peer.say(WELCOME, { kind: 'ended', run: 'r1', how: 'ended', refusal: null, recording: null })
  await over
  expect(log.status).toBe('ended')
})

it('a run that the page cancelled without a connection never starts', async () => {
  fakeClock()
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  const [cancelled, lost] = [newLog(), newLog()]
  const first = live.run({ strategy: 'rust' }, cancelled)
  live.cancel(cancelled)
  await first
  expect(cancelled).toMatchObject({ status: 'cancelled', refusal: null })
  const port = portOf()
  await stop()
  await untilItTries()
  await told.next()
  await live.run({ strategy: 'rust' }, lost)
  expect(lost).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  await listen(port)
  await untilItTries()
  const peer = await peers.next()
  peer.say(WELCOME)
  while ((await told.next()).is !== 'open');
  void live.run({ strategy: 'go' }, newLog())
  expect(await peer.asked.next()).toEqual({ kind: 'run', run: 'r3', settings: { strategy: 'go' } })
})

it('closed for good: the run fails, the page hears no more, nobody connects again', async () => {
  const { page, peer } = await opened()
  const log = newLog()
  const over = page.run({ strategy: 'rust' }, log)
  await peer.asked.next()
  page.close()
  await over
  expect(log).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  await peer.gone()
  const late = newLog()
  await page.run({ strategy: 'rust' }, late)
  expect(late.refusal?.code).toBe('connection_lost')
  expect(told.all).toEqual([{ is: 'open' }])
  expect(peers.all).toHaveLength(1)
})

it('closed while it waits to connect again, it ends its run', async () => {
  fakeClock()
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  await untilItTries()
  const peer = await peers.next()
  peer.cut()
  expect(await told.next()).toEqual({ is: 'lost' })
  const log = newLog()
  const over = live.run({ strategy: 'rust' }, log)
  live.close()
  await over
  expect(log.refusal?.code).toBe('connection_lost')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(peers.all).toHaveLength(1)
})

it('a message that does not decode fails the run, and the page has the server end it before another begins', async () => {
  const { page, peer } = await opened()
  const log = newLog()
  let resolved = false
  const over = page.run({ strategy: 'rust' }, log).then(() => {
    resolved = true
  })
  await peer.asked.next()
  peer.raw('{"kind":"events","run":"r1","events":[{"kind":"news"}],"gaps":[]}')
  expect(await peer.asked.next()).toEqual({ kind: 'cancel', run: 'r1' })
  expect(log).toMatchObject({ status: 'failed', refusal: { code: 'bad_message', cure: 'reload the page', field: 'events.0.kind' } })
  expect(resolved).toBe(false)
  peer.say({ kind: 'events', run: 'r1', events: EVENTS, gaps: [] }, { kind: 'ended', run: 'r1', how: 'cancelled', refusal: null, recording: null })
  await over
  expect(log).toMatchObject({ status: 'failed', events: [], refusal: { code: 'bad_message' } })
})

it('an end that does not decode is an end, too', async () => {
  const { page, peer } = await opened()
  const log = newLog()
  const over = page.run({ strategy: 'rust' }, log)
  await peer.asked.next()
  peer.raw('{"kind":"ended","run":"r1","how":"slowly"}')
  await peer.asked.next()
  peer.raw('not JSON')
  await over
  expect(log.refusal?.code).toBe('bad_message')
})

it('a server of another version is refused, not waited for', async () => {
  live = connect(`ws://127.0.0.1:${portOf()}/live`, told.hear)
  const peer = await peers.next()
  peer.raw(JSON.stringify({ ...WELCOME, version: PROTOCOL_VERSION + 1 }))
  expect(await told.next()).toMatchObject({ is: 'refused', refusal: { code: 'bad_message', cure: 'reload the page' } })
  // What does not decode later, with no run under way, changes nothing.
  peer.say(WELCOME)
  expect(await told.next()).toEqual({ is: 'open' })
  peer.raw('{}')
  peer.say({ ...WELCOME, refusal: BUSY })
  expect(await told.next()).toEqual({ is: 'refused', refusal: BUSY })
})

it('a quiet connection is asked for a word; without an answer it is lost, its run with it, and a new one comes', async () => {
  const { page, peer } = await openedByFakeClock()
  const log = newLog()
  const over = page.run({ strategy: 'rust' }, log)
  await peer.asked.next()
  await vi.advanceTimersByTimeAsync(2_000)
  await peer.pings.next()
  // The server says nothing at all.
  await vi.advanceTimersByTimeAsync(5_000)
  await over
  expect(log).toMatchObject({ status: 'failed', refusal: { code: 'connection_lost' } })
  expect(await told.next()).toEqual({ is: 'lost' })
  await untilItTries()
  const again = await peers.next()
  again.say(WELCOME)
  expect(await told.next()).toEqual({ is: 'open' })
})

it('a server that answers is not given up, however long it has nothing else to say', async () => {
  const { peer } = await openedByFakeClock()
  for (let n = 0; n < 5; n += 1) {
    await vi.advanceTimersByTimeAsync(10_000)
    await peer.pings.next()
    // The page has heard the answer when it has heard what follows it.
    peer.say({ kind: 'pong' }, WELCOME)
    expect(await told.next()).toEqual({ is: 'open' })
  }
  expect(peers.all).toHaveLength(1)
})

it('when the browser loses its network the server is asked at once, and a run asked for meanwhile does not wait', async () => {
  const { page, peer } = await openedByFakeClock()
  page.offline()
  await peer.pings.next()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(await told.next()).toEqual({ is: 'offline' })
  const log = newLog()
  await page.run({ strategy: 'rust' }, log)
  expect(log.refusal?.code).toBe('connection_lost')
})
