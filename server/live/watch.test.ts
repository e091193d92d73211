/** Watching another client's run, and what is stored of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveRuns } from '../../native/tests/liveRuns.ts'
import { recordingIdOf } from '../recordings/recordings.ts'
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

const eventsOf = (client: LiveClient) => client.messages.flatMap((message) => (message.kind === 'events' ? message.events : []))

async function startTicks() {
  const owner = await LiveClient.open(server.url)
  owner.send({ kind: 'run', run: 'a', settings: { strategy: 'ticks' } })
  const { watch } = await owner.next('started')
  return { owner, watch }
}

describe('watching', () => {
  it('gives everything so far, then the rest as it comes, and the same end', async () => {
    const { owner, watch } = await startTicks()
    await owner.events(50)
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: watch })
    expect(await viewer.next('started')).toMatchObject({ run: watch, command: 'spawnscope run ticks' })
    const [own, seen] = await Promise.all([owner.next('ended'), viewer.next('ended')])
    expect(seen).toEqual({ ...own, run: watch })
    expect(eventsOf(viewer)).toEqual(eventsOf(owner))
    await Promise.all([owner.close(), viewer.close()])
  })

  it('keeps a run alive when its owner goes; without it the run is ended', async () => {
    const watched = await startTicks()
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: watched.watch })
    await viewer.next('started')
    watched.owner.socket.terminate()
    expect(await viewer.next('ended')).toMatchObject({ how: 'ended' })
    expect(eventsOf(viewer)).toHaveLength(302)
    await viewer.close()

    const alone = await startTicks()
    alone.owner.socket.terminate()
    await until('the run is ended', () => descendants().length === 0)
  })

  it('stops at unwatch, and a viewer cannot cancel', async () => {
    const { owner, watch } = await startTicks()
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: watch })
    await viewer.next('events')
    viewer.send({ kind: 'cancel', run: watch })
    expect((await viewer.next('error')).refusal.code).toBe('not_running')
    viewer.send({ kind: 'watch', run: watch })
    expect((await viewer.next('error')).refusal.code).toBe('already_running')
    viewer.send({ kind: 'unwatch', run: watch })
    await viewer.answered()
    expect((await owner.next('ended')).how).toBe('ended')
    expect(await viewer.answered()).toEqual([])
    await Promise.all([owner.close(), viewer.close()])
  })

  it('plays a recording under its own id, its gaps and its refusal too', async () => {
    for (const strategy of ['behaves', 'babbles', 'dies']) {
      const owner = await LiveClient.open(server.url)
      const { end, events, gaps } = await owner.run({ strategy })
      await owner.close()
      const viewer = await LiveClient.open(server.url)
      viewer.send({ kind: 'watch', run: end.recording ?? '' })
      const seen = await viewer.next('ended')
      expect(seen).toEqual({ ...end, run: end.recording })
      expect(eventsOf(viewer)).toEqual(events)
      expect(viewer.messages.flatMap((message) => (message.kind === 'events' ? message.gaps : []))).toEqual(gaps)
      await viewer.close()
    }
  })

  it('of more than a few at once is refused, and of what is not there', async () => {
    const { owner, watch } = await startTicks()
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: 'nothing' })
    expect((await viewer.next('error')).refusal.code).toBe('unknown_recording')
    owner.send({ kind: 'watch', run: watch })
    await owner.next('events')
    owner.send({ kind: 'cancel', run: 'a' })
    expect((await owner.next('ended')).how).toBe('cancelled')
    await Promise.all([owner.close(), viewer.close()])
  })
})

describe('GET /api/recordings/ID', () => {
  const post = () => fetch(`${server.url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"strategy":"behaves"}' })

  it('gives what the run gave, byte for byte, to be cached for ever', async () => {
    const run = await post()
    const body = Buffer.from(await run.arrayBuffer())
    const byRun = await fetch(`${server.url}/api/recordings/${run.headers.get('run-id')}`, { redirect: 'manual' })
    expect(byRun.status).toBe(303)
    expect(byRun.headers.get('location')).toBe(recordingIdOf(body))
    const response = await fetch(`${server.url}/api/recordings/${recordingIdOf(body)}`)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toContain('application/x-ndjson')
    expect(Buffer.from(await response.arrayBuffer())).toEqual(body)
    const again = await fetch(response.url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
  })

  it.each(['nothing', 'x'.repeat(32), '..%2f..%2fetc%2fpasswd', '%00', 'x'.repeat(5_000)])('%s is not there', async (id) => {
    const response = await fetch(`${server.url}/api/recordings/${id}`)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'unknown_recording' })
  })

  it('of a run that is still going says so', async () => {
    const { owner, watch } = await startTicks()
    const response = await fetch(`${server.url}/api/recordings/${watch}`)
    expect(await response.json()).toMatchObject({ code: 'unknown_recording', cure: expect.stringContaining('ended') })
    await owner.close()
  })

  it.skipIf(!liveRuns())('and metrics tell of real runs', async () => {
    const real = await startServer('real')
    const client = await LiveClient.open(real.url)
    const { end } = await client.run({ strategy: 'fork' })
    expect((await fetch(`${real.url}/api/recordings/${end.recording}`)).ok).toBe(true)
    const metrics = await (await fetch(`${real.url}/metrics`)).text()
    for (const line of [
      'spawnscope_runs_total{how="ended"} 1',
      'spawnscope_run_seconds_count 1',
      'spawnscope_queue_seconds_count 1',
      'spawnscope_first_event_seconds_count 1',
      'spawnscope_recordings 1',
      'spawnscope_sockets 1',
    ])
      expect(metrics).toContain(line)
    expect(metrics).toMatch(/^spawnscope_events_total \d+/m)
    expect(await (await fetch(`${real.url}/healthz`)).json()).toEqual({ status: 'ok', live: true })
    await client.close()
    await real.close()
  })
})
