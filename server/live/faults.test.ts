import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'

let server: Serving
beforeAll(async () => {
  server = await startServer('fake')
})
afterAll(() => server.close())

async function runOf(strategy: string, at = server) {
  const client = await LiveClient.open(at.url)
  const result = await client.run({ strategy })
  await client.close()
  return result
}

const nothingLeft = () => until('no process of a run is left', () => descendants().length === 0)

describe('a helper that misbehaves', () => {
  it('can be told from one that does not', async () => {
    const { events, gaps, end } = await runOf('behaves')
    expect(events.map(({ kind }) => kind)).toEqual(['hello', 'note', 'end'])
    expect(gaps).toEqual([])
    expect(end).toMatchObject({ how: 'ended', refusal: null })
  })

  it('dies: its lines are kept, and its end is reported', async () => {
    const { events, end } = await runOf('dies')
    expect(events).toHaveLength(1)
    expect(end).toMatchObject({ how: 'failed', refusal: { code: 'helper_failed' } })
  })

  it('complains: its words are passed on', async () => {
    const { end } = await runOf('complains')
    expect(end.refusal?.message).toContain('out of cheese')
  })

  it('refuses to trace: that is no fault of the helper', async () => {
    expect((await runOf('refuses')).end).toMatchObject({ how: 'failed', refusal: { code: 'live_unavailable' } })
  })

  it('babbles: each bad line is a gap, the good ones arrive', async () => {
    const { events, gaps, end } = await runOf('babbles')
    expect(events.map(({ kind }) => kind)).toEqual(['hello', 'note', 'end'])
    expect(gaps.map(({ code }) => code)).toEqual(['not_json', 'bad_shape', 'bad_shape', 'not_json', 'too_long'])
    expect(end.how).toBe('ended')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('breaks off in a line: the rest is a gap, and the end is reported missing', async () => {
    const { gaps, end } = await runOf('breaks_off')
    expect(gaps).toMatchObject([{ code: 'not_json' }])
    expect(end.refusal?.code).toBe('helper_protocol')
  })

  it('talks on after its end', async () => {
    expect((await runOf('talks_on')).end.refusal?.code).toBe('helper_protocol')
  })

  it('floods: the run is ended at a limit', async () => {
    expect((await runOf('floods')).end.refusal?.code).toBe('byte_limit')
  })

  it('writes one line without end: a gap, and the byte limit', async () => {
    const { gaps, end } = await runOf('one_line')
    expect(gaps.map(({ code }) => code)).toEqual(['too_long'])
    expect(end.refusal?.code).toBe('byte_limit')
  })

  it('floods standard error: nothing is delayed', async () => {
    expect((await runOf('chatters')).end.how).toBe('ended')
  })

  it('hangs: the run is ended by the wall clock', async () => {
    const impatient = await startServer('fake', { SPAWNSCOPE_RUN_WALL_MS: '500' })
    expect((await runOf('hangs', impatient)).end.refusal?.code).toBe('time_limit')
    await impatient.close()
  })

  it('ignores SIGTERM: a cancel ends it all the same', async () => {
    const client = await LiveClient.open(server.url)
    client.send({ kind: 'run', run: 'a', settings: { strategy: 'clings' } })
    await client.next('events')
    client.send({ kind: 'cancel', run: 'a' })
    expect((await client.next('ended')).how).toBe('cancelled')
    await client.close()
    await nothingLeft()
  })

  it('leaves no process when its viewer leaves', async () => {
    const client = await LiveClient.open(server.url)
    client.send({ kind: 'run', run: 'a', settings: { strategy: 'clings' } })
    await client.next('events')
    expect(descendants()).not.toEqual([])
    client.socket.terminate()
    await nothingLeft()
  })

  it('leaves the server up', async () => {
    expect((await runOf('behaves')).end.how).toBe('ended')
    await nothingLeft()
  })
})

describe('over HTTP', () => {
  const post = (strategy: string, accept = 'application/x-ndjson') =>
    fetch(`${server.url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify({ strategy }) })

  it('a helper that says nothing gives its own error', async () => {
    const response = await post('complains')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'helper_failed' })
  })

  it('a helper that dies half-way gives its lines and then the refusal', async () => {
    const lines = (await (await post('dies')).text()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).kind)).toEqual(['hello', 'refusal'])
  })

  it('a client that leaves ends the run', async () => {
    const stop = new AbortController()
    const response = await fetch(`${server.url}/api/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ strategy: 'clings' }),
      signal: stop.signal,
    })
    expect(response.status).toBe(200)
    expect(descendants()).not.toEqual([])
    stop.abort()
    await nothingLeft()
  })
})

describe('a helper that is not there', () => {
  it('leaves a server that says so, with the cure', async () => {
    const without = await startServer('/nonexistent')
    const response = await fetch(`${without.url}/api/describe`)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'live_unavailable', cure: expect.stringContaining('build-essential') })
    const client = await LiveClient.open(without.url)
    expect((await client.next('welcome')).refusal?.code).toBe('live_unavailable')
    await client.close()
    await without.close()
  })
})
