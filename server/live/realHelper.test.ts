/** The server against the real helper. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { liveRuns } from '../../native/tests/liveRuns.ts'
import { decodeCatalog, decodeCheck, decodeEvent } from '../../protocol/decode.ts'
import { BODY_BYTES } from '../limits.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'

let server: Serving
beforeAll(async () => {
  server = await startServer('real')
})
afterAll(() => server.close())

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

describe.skipIf(!liveRuns())('runs', () => {
  it('describes itself', async () => {
    expect(decodeCatalog(await (await fetch(`${server.url}/api/describe`)).text())).toMatchObject({ ok: true })
    expect(decodeCheck(await (await fetch(`${server.url}/api/check`)).text())).toMatchObject({ ok: true, value: { live: true } })
  })

  it('over HTTP as NDJSON: every line decodes, first hello, last end', async () => {
    const response = await post('{"strategy":"rust","signal":{"PIPE":"ignore"}}')
    expect(response.headers.get('content-type')).toContain('application/x-ndjson')
    const events = (await response.text()).trimEnd().split('\n').map(decodeEvent)
    expect(events.filter(({ ok }) => !ok)).toEqual([])
    const kinds = events.map((verdict) => verdict.ok && verdict.value.kind)
    expect([kinds[0], kinds.at(-1)]).toEqual(['hello', 'end'])
    expect(kinds).toContain('create')
  })

  it('over HTTP as strace text', async () => {
    const response = await post('{"strategy":"vfork"}', { accept: 'text/plain' })
    expect(response.headers.get('content-type')).toContain('text/plain')
    const text = await response.text()
    expect(text).toMatch(/^\d+ +vfork\(/m)
    expect(text).toMatch(/\+\+\+ exited with 0 \+\+\+/)
  })

  it('on the socket: started with its command, events in order, ended', async () => {
    const client = await LiveClient.open(server.url)
    expect((await client.next('welcome')).refusal).toBeNull()
    const { events, gaps, end } = await client.run({ strategy: 'go', block: ['USR1'] })
    expect((await client.next('started')).command).toBe('spawnscope run go --block USR1')
    expect(gaps).toEqual([])
    expect(end).toMatchObject({ how: 'ended', refusal: null })
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at))
    await client.close()
  })

  it('several at once on one socket: each whole, in its own order', async () => {
    const client = await LiveClient.open(server.url)
    const strategies = ['rust', 'go', 'ruby', 'fork']
    for (const strategy of strategies) client.send({ kind: 'run', run: strategy, settings: { strategy } })
    await until('all have ended', () => client.messages.filter(({ kind }) => kind === 'ended').length === strategies.length)
    for (const strategy of strategies) {
      const own = client.messages.filter((message) => 'run' in message && message.run === strategy)
      const events = own.flatMap((message) => (message.kind === 'events' ? message.events : []))
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at))
      expect(events.at(-1)?.kind).toBe('end')
      expect(own.at(-1)).toMatchObject({ kind: 'ended', how: 'ended', refusal: null })
    }
    await client.close()
  })

  it('one after the other on one socket, and several sockets at once', async () => {
    const clients = await Promise.all([1, 2, 3].map(() => LiveClient.open(server.url)))
    for (const strategy of ['fork', 'ruby']) {
      const ends = await Promise.all(clients.map((client) => client.run({ strategy })))
      expect(ends.map(({ end }) => end.how)).toEqual(['ended', 'ended', 'ended'])
      for (const client of clients) client.messages.length = 0
    }
    await Promise.all(clients.map((client) => client.close()))
    await until('no process of a run is left', () => descendants().length === 0)
  })
})

describe('bad input gets a code and a cure, and the server stays up', () => {
  it.each([
    ['{"strategy":"fork;id"}', 'unknown_strategy', 'strategy'],
    ['{"strategy":"../../bin/sh"}', 'unknown_strategy', 'strategy'],
    ['{"strategy":"rust","edition":"1.0"}', 'unknown_edition', 'edition'],
    ['{"strategy":"rust","signal":{"SIGWINE":"ignore"}}', 'unknown_signal', 'signal.SIGWINE'],
    ['{"strategy":"rust","signal":{"KILL":"ignore"}}', 'bad_value', 'signal.KILL'],
    ['{"strategy":"rust","signal":{"PIPE":"explode"}}', 'bad_value', 'signal.PIPE'],
    ['{"strategy":"rust","block":["--output"]}', 'unknown_signal', 'block.0'],
    ['{"strategy":"rust","target":"/bin/sh"}', 'unknown_target', 'target'],
    ['{"strategy":"rust","uid":-1}', 'bad_value', 'uid'],
    ['{"strategy":"rust","uid":1e309}', 'bad_value', 'uid'],
    ['{"strategy":"rust","timeout":999999999}', 'bad_value', 'timeout'],
    ['{"strategy":"rust","max-events":0}', 'bad_value', 'max-events'],
    ['{"strategy":"rust","set":{"nothing":"1"}}', 'unknown_setting', 'set.nothing'],
    ['{"strategy":"rust","output":"/etc/passwd"}', 'unknown_setting', 'output'],
    ['{"strategy":"rust","__proto__":{"uid":0}}', 'unknown_setting', '__proto__'],
    ['{}', 'bad_value', 'strategy'],
    ['[]', 'bad_value', ''],
    ['null', 'bad_value', ''],
    ['{"strategy":', 'bad_json', ''],
  ])('%s is refused with %s', async (body, code, field) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    const refused = await response.json()
    expect(refused).toMatchObject({ code, field })
    expect(refused.cure).not.toBe('')
  })

  it.each([
    ['POST', '/api/runs', { 'content-type': 'application/json' }, 'x'.repeat(BODY_BYTES + 1), 413, 'body_too_large'],
    ['POST', '/api/runs', { 'content-type': 'text/plain' }, '{"strategy":"rust"}', 415, 'wrong_content_type'],
    ['GET', '/api/runs', {}, undefined, 405, 'wrong_method'],
    ['DELETE', '/api/describe', {}, undefined, 405, 'wrong_method'],
    ['GET', '/api/secrets', {}, undefined, 404, 'unknown_path'],
    ['POST', '/api/runs', { 'content-type': 'application/json', origin: 'http://evil.example' }, '{"strategy":"rust"}', 403, 'wrong_origin'],
  ])('%s %s %j', async (method, path, headers, body, status, code) => {
    const response = await fetch(server.url + path, { method, headers: headers as Record<string, string>, ...(body !== undefined && { body }) })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })

  it.each([
    ['not json', 'bad_json'],
    ['{"kind":"shout"}', 'bad_message'],
    ['{"kind":"run","run":"a b","settings":{"strategy":"rust"}}', 'bad_message'],
    ['{"kind":"run","run":"a","settings":{"strategy":"rust","shell":"x"}}', 'unknown_setting'],
    ['{"kind":"run","run":"a","settings":{"strategy":"zig"}}', 'unknown_strategy'],
    ['{"kind":"cancel","run":"a"}', 'not_running'],
    ['x'.repeat(BODY_BYTES + 1), 'frame_too_large'],
    [Buffer.from([0, 1, 2]), 'binary_frame'],
    ['['.repeat(3000), 'bad_json'],
    ['null', 'bad_message'],
  ])('on the socket: %s', async (message, code) => {
    const client = await LiveClient.open(server.url)
    client.raw(message)
    expect((await client.next('error')).refusal).toMatchObject({ code, cure: expect.stringMatching(/./) })
    expect(client.socket.readyState).toBe(WebSocket.OPEN)
    await client.close()
  })

  it('a frame far too large closes its socket, and only that', async () => {
    const client = await LiveClient.open(server.url)
    const closed = new Promise((resolve) => client.socket.once('close', resolve))
    client.raw('x'.repeat(70_000))
    expect(await closed).toBe(1009)
    expect((await fetch(`${server.url}/api/check`)).ok).toBe(true)
  })

  it.skipIf(!liveRuns())('a second run of an id that is running', async () => {
    const client = await LiveClient.open(server.url)
    client.send({ kind: 'run', run: 'first', settings: { strategy: 'posix_spawn' } })
    client.send({ kind: 'run', run: 'first', settings: { strategy: 'fork' } })
    expect(await client.next('error')).toMatchObject({ run: 'first', refusal: { code: 'already_running' } })
    expect(await client.next('ended')).toMatchObject({ run: 'first', how: 'ended' })
    await client.close()
  })

  it('a socket from a page of another site', async () => {
    await expect(LiveClient.open(server.url, { origin: 'http://evil.example' })).rejects.toThrow('403')
  })

  it('a port that is taken', async () => {
    await expect(startServer('real', { PORT: new URL(server.url).port })).rejects.toThrow(/taken.*--port \d+/)
  })
})
