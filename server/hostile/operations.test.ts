/** What an operator deals with: log lines, no free descriptors, kill -9, shutdown, bad variables. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveRuns } from '../../native/tests/liveRuns.ts'
import { kill } from '../../scripts/proof/kills.ts'
import { press } from '../../scripts/proof/press.ts'
import { readEnvironment } from '../environment.ts'
import { LIMIT_TABLE } from '../limits.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { holdings, startServerProcess } from '../testing/serverProcess.ts'
import { until } from '../testing/until.ts'

let scratch: string
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-operations-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** The server that `npm test` has built, because it starts faster than one from source. */
const BUILT = { built: true }
/** A uid of its own, so that other tests' runs are not mistaken for ours. */
const UID = 64_802

describe('logs', () => {
  it('76: whatever is sent, each entry is one line of JSON, cut, without address, header or query', async () => {
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const server = await startServer('fake', {}, undefined, pino({ level: 'debug' }, sink))
    const nasty = 'a\nb\r\u001b[31m\u2028'
    const client = await LiveClient.open(server.url, { cookie: 'secret-cookie' })
    client.raw(JSON.stringify({ kind: 'run', run: 'a', settings: { strategy: `${nasty}${'x'.repeat(3_000)}` } }))
    await client.next('error')
    expect((await client.run({ strategy: 'behaves' })).end.how).toBe('ended')
    await client.close()
    await fetch(`${server.url}/api/${encodeURIComponent(nasty)}${'y'.repeat(10_000)}?token=secret-query`, {
      headers: { cookie: 'secret-cookie', 'x-forwarded-for': '203.0.113.7' },
    })
    const huge = await fetch(`${server.url}/api/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"strategy":"${'z'.repeat(1_000_000)}"}`,
    })
    expect(huge.status).toBe(413)
    await server.close()

    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) {
      expect(() => JSON.parse(line)).not.toThrow()
      expect([...line.trimEnd()].filter((character) => character < ' ')).toEqual([])
      expect(line.length).toBeLessThan(2_000)
      expect(line).not.toMatch(/secret|127\.0\.0\.1|203\.0\.113|"headers"/)
    }
    const runs = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'run')
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ strategy: 'behaves', how: 'ended', code: null, events: 3, recording: expect.stringMatching(/^[\w-]{32}$/) })
    expect(runs[0]).toHaveProperty('queueMs')
    expect(runs[0]).toHaveProperty('firstEventMs')
  })
})

describe('variables', () => {
  it.each(Object.entries(LIMIT_TABLE))('SPAWNSCOPE_%s is taken within its bounds and refused outside, with the cure', (name, { min, max }) => {
    const key = `SPAWNSCOPE_${name}`
    for (const good of [min, max]) expect(readEnvironment({ [key]: String(good) }).limits).toHaveProperty(name, good)
    for (const bad of [String(max + 1), '-1', '1.5', '1e3', '0x10', ' 7', 'many', '', 'NaN']) expect(() => readEnvironment({ [key]: bad })).toThrow(`${key} is`)
  })

  it.each([
    [{ SPAWNSCOPE_RUN_AT_ONCE: '3' }, 'there is no variable SPAWNSCOPE_RUN_AT_ONCE'],
    [{ REDIS_URL: 'localhost' }, 'redis://'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY'],
    [{ SPAWNSCOPE_DATA: '' }, 'SPAWNSCOPE_DATA'],
  ])('%j is refused', (env, words) => {
    expect(() => readEnvironment(env)).toThrow(words)
  })

  it('a bad one ends the server at start, in words', () => {
    const args = ['--import', 'tsx', path.resolve(import.meta.dirname, '../main.ts')]
    const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH ?? '', SPAWNSCOPE_SOCKETS: 'lots' }, encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^spawnscope: SPAWNSCOPE_SOCKETS is "lots": give a whole number from 1 to 20000, for example SPAWNSCOPE_SOCKETS=400/)
  })
})

describe('a start that fails', () => {
  it.each([
    [
      'the port is taken',
      async () => ({ PORT: new URL((await taken()).url).port }),
      /cannot listen on 127\.0\.0\.1:\d+: port \d+ is taken: choose another, for example --port \d+/,
    ],
    ['the address is nobody’s here', async () => ({ PORT: '0', HOST: '203.0.113.7' }), /cannot listen on 203\.0\.113\.7/],
    ['there is no Redis', async () => ({ PORT: '0', REDIS_URL: 'redis://127.0.0.1:1' }), /REDIS_URL.*start one/],
  ])('because %s prints the cure and ends with status 1', async (_, env, words) => {
    const args = ['--import', 'tsx', path.resolve(import.meta.dirname, '../main.ts')]
    const own = { PATH: process.env.PATH ?? '', SPAWNSCOPE_DATA: path.join(scratch, 'failed'), ...(await env()) }
    // A process that never ends is ended by the timeout, and then has a signal instead of a status.
    const { status, signal, stderr } = spawnSync(process.execPath, args, { env: own, encoding: 'utf8', timeout: 120_000 })
    expect({ status, signal }).toEqual({ status: 1, signal: null })
    expect(stderr).toMatch(words)
  })

  let server: Awaited<ReturnType<typeof startServer>> | undefined
  const taken = async () => {
    server = await startServer('fake')
    return server
  }
  afterAll(() => server?.close())
})

describe('shutdown', () => {
  it('a run that ends in time ends by itself; who waits is refused; healthz says so; sockets close with 1001', async () => {
    const server = await startServer('fake', { SPAWNSCOPE_RUNS_AT_ONCE: '1', SPAWNSCOPE_SHUTDOWN_RUNS_MS: '60000' })
    const [first, second] = [await LiveClient.open(server.url), await LiveClient.open(server.url)]
    first.send({ kind: 'run', run: 'a', settings: { strategy: 'ticks' } })
    await first.next('events')
    second.send({ kind: 'run', run: 'b', settings: { strategy: 'behaves' } })
    await second.next('queued')
    const codes = Promise.all([first, second].map(({ socket }) => new Promise((resolve) => socket.once('close', resolve))))
    const closed = server.close()
    expect((await second.next('error')).refusal.code).toBe('shutting_down')
    second.send({ kind: 'run', run: 'c', settings: { strategy: 'behaves' } })
    expect((await second.next('error')).refusal.code).toBe('shutting_down')
    expect(await first.next('ended')).toMatchObject({ how: 'ended', recording: expect.stringMatching(/./) })
    expect(await codes).toEqual([1001, 1001])
    await closed
  })

  it('one that ignores SIGTERM is ended when its time is up, and the process ends with 0', async () => {
    const env = { SPAWNSCOPE_DATA: path.join(scratch, 'cling'), SPAWNSCOPE_RUN_UID: String(UID), SPAWNSCOPE_SHUTDOWN_RUNS_MS: '200' }
    const server = await startServerProcess(env, BUILT)
    if (!liveRuns()) return void (await server.stop())
    const client = await LiveClient.open(server.url)
    client.send({
      kind: 'run',
      run: 'a',
      settings: { strategy: 'fork', hold: { 'child-start': 2_000, 'before-exec': 2_000, 'after-exec': 2_000 }, timeout: 10_000 },
    })
    await client.next('events')
    expect(await server.stop()).toBe(0)
    // It would not end by itself: its child would be held for six seconds.
    expect(await client.next('ended')).toMatchObject({ how: 'cancelled' })
  })
})

describe.skipIf(!liveRuns())('80: no descriptors left', () => {
  it('refuses in words, stays up, and continues when there are some again', async () => {
    const server = await startServerProcess(
      { SPAWNSCOPE_DATA: path.join(scratch, 'few'), SPAWNSCOPE_RUNS_AT_ONCE: '48', SPAWNSCOPE_SANDBOXES_WAITING: '0' },
      BUILT,
    )
    const clients: LiveClient[] = []
    for (let n = 0; n < 12; n += 1) clients.push(await LiveClient.open(server.url))
    // Only now, because a server that loads its modules opens more files at once than it ever will again.
    const open = holdings(server.pid).descriptors
    spawnSync('prlimit', ['--pid', String(server.pid), `--nofile=${open + 2}:${open + 2}`])
    for (const client of clients) client.send({ kind: 'run', run: 'a', settings: { strategy: 'vfork', hold: { 'before-exec': 300 } } })
    const ends = await Promise.all(clients.map((client) => Promise.race([client.next('ended'), client.next('error')])))
    const failed = ends.filter(({ refusal }) => refusal !== null)
    expect(failed.length).toBeGreaterThan(0)
    for (const { refusal } of failed) expect(refusal).toMatchObject({ code: 'too_busy', cure: expect.stringMatching(/./) })
    await Promise.all(clients.slice(1).map((client) => client.close()))
    await until('what the others held is free', () => holdings(server.pid).descriptors < open)
    expect((await clients[0]?.run({ strategy: 'vfork' }, 'again'))?.end).toMatchObject({ how: 'ended', recording: expect.stringMatching(/./) })
    expect(await server.stop()).toBe(0)
  })
})

describe.skipIf(!liveRuns())('a class that presses Run', () => {
  it('leaves no process, no descriptor, loses no run (60 sockets, 4 runs each; npm run proof: 200 for a minute)', async () => {
    const env = {
      SPAWNSCOPE_DATA: path.join(scratch, 'pressed'),
      SPAWNSCOPE_RUN_UID: String(UID + 1),
      SPAWNSCOPE_RUNS_PER_ADDRESS: '1000000',
      SPAWNSCOPE_RUNS_PER_CLIENT: '10000',
    }
    const server = await startServerProcess(env, BUILT)
    const { runs, failed, before, after } = await press(server, UID + 1, 60, { times: 4 }, { strategy: 'fork' })
    expect({ runs, failed }).toEqual({ runs: 240, failed: 0 })
    expect(after.processes).toBe(0)
    expect(after.descriptors).toBeLessThanOrEqual(before.descriptors)
    expect(await server.stop()).toBe(0)
  })
})

describe.skipIf(!liveRuns())('kill -9', () => {
  it('of runs and servers at random moments: nothing is left, no acknowledged recording is lost (24 here, npm run proof: 1,000)', async () => {
    const env = {
      SPAWNSCOPE_DATA: path.join(scratch, 'killed'),
      SPAWNSCOPE_RUN_UID: String(UID),
      SPAWNSCOPE_RUNS_PER_CLIENT: '10000',
      SPAWNSCOPE_MESSAGES_PER_SOCKET: '10000',
    }
    const result = await kill(env, UID, 24, 6, BUILT)
    expect(result).toMatchObject({ runProcessesKilled: 20, serversKilled: 4, lost: 0, left: 0, hung: 0 })
    // Each of the four servers must have acknowledged some recordings before it was killed.
    expect(result.acknowledged).toBeGreaterThanOrEqual(4)
  })
})
