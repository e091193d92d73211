/** Two servers and a real Redis are one: recordings, limits by address, and runs to watch. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_RECORDING_MS } from '../limits.ts'
import { openRedis } from '../recordings/redis.ts'
import { openStorage } from '../recordings/storage.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { hasRedis, type RedisServer, startRedis } from '../testing/redisServer.ts'

describe.skipIf(!hasRedis())('two servers and one Redis', () => {
  let redis: RedisServer
  let one: Serving
  let two: Serving
  beforeAll(async () => {
    redis = await startRedis()
    const env = { REDIS_URL: redis.url, SPAWNSCOPE_RUNS_PER_ADDRESS: '12' }
    one = await startServer('fake', env)
    two = await startServer('fake', env)
  })
  afterAll(async () => {
    await one.close()
    await two.close()
    await redis.stop()
  })

  it('one stores, the other serves', async () => {
    const client = await LiveClient.open(one.url)
    const { end, events } = await client.run({ strategy: 'behaves' })
    await client.close()
    const response = await fetch(`${two.url}/api/recordings/${end.recording}`)
    expect(response.status).toBe(200)
    expect((await response.text()).trimEnd().split('\n')).toHaveLength(events.length)
    expect(response.headers.get('etag')).toBe(`"${end.recording}"`)
  })

  it('a run of one is watched at the other: everything so far, then live, in order, to the same end', async () => {
    const owner = await LiveClient.open(one.url)
    owner.send({ kind: 'run', run: 'a', settings: { strategy: 'ticks' } })
    const { watch } = await owner.next('started')
    await owner.events(50)
    const viewers = await Promise.all([1, 2].map(() => LiveClient.open(two.url)))
    for (const viewer of viewers) {
      viewer.send({ kind: 'watch', run: watch })
      await viewer.events(1)
    }
    const ends = await Promise.all([owner, ...viewers].map((client) => client.next('ended')))
    expect(new Set(ends.map(({ recording }) => recording)).size).toBe(1)
    for (const client of [owner, ...viewers]) {
      const events = client.messages.flatMap((message) => (message.kind === 'events' ? message.events : []))
      expect(events).toHaveLength(302)
      expect(events.slice(0, -1).map(({ seq }) => seq)).toEqual(events.slice(0, -1).map((_, at) => at))
    }
    // When it is over, the same id can still be watched.
    viewers[0]?.send({ kind: 'watch', run: watch })
    expect((await viewers[0]?.next('ended'))?.recording).toBe(ends[0]?.recording)
    for (const client of [owner, ...viewers]) await client.close()
  })

  it('an id that nobody knows is refused in words', async () => {
    const client = await LiveClient.open(two.url)
    client.send({ kind: 'watch', run: 'nobody' })
    expect((await client.next('error')).refusal.code).toBe('unknown_recording')
    await client.close()
  })

  it('an address has one limit over both', async () => {
    // Start a new ten-second period and send everything at once, so that no run takes up the time.
    const client = new Redis(redis.url)
    await client.flushall()
    await client.quit()
    const post = async (server: Serving): Promise<number> => {
      const response = await fetch(`${server.url}/api/runs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"strategy":"behaves"}',
      })
      await response.text()
      return response.status
    }
    const codes = await Promise.all(Array.from({ length: 16 }, (_, n) => post(n % 2 === 0 ? one : two)))
    expect(codes.toSorted((a, b) => a - b)).toEqual([...Array(12).fill(200), ...Array(4).fill(429)])
  })

  it('the oldest that is not pinned makes room, counted once over both', async () => {
    const client = new Redis(redis.url)
    await client.flushall()
    const [a, b] = [openRedis(client, 1_000), openRedis(client, 1_000)]
    const ids: string[] = []
    for (let n = 0; n < 6; n += 1) {
      ids.push(await (n % 2 === 0 ? a : b).keep(Buffer.from(`${n}${'x'.repeat(299)}`)))
      // Age is measured in milliseconds, so no two recordings may share one.
      await sleep(2)
      if (n === 0) await a.pin(ids[0] ?? '')
    }
    const found = await Promise.all(ids.map(async (id) => (await b.get(id)) !== null))
    expect(found).toEqual([true, false, false, false, true, true])
    expect(await a.size()).toEqual({ count: 3, bytes: 900 })
    await client.quit()
  })

  it('a recording of a visitor’s program ends after a day by itself, whoever pins it', async () => {
    const client = new Redis(redis.url)
    await client.flushall()
    const recordings = openRedis(client, 1_000)
    const [brief, ever] = [await recordings.keep(Buffer.from('b'.repeat(300)), true), await recordings.keep(Buffer.from('e'.repeat(300)))]
    for (const id of [brief, ever]) await recordings.pin(id)
    expect(await client.smembers('spawnscope:recordings:pins')).toEqual([ever])
    expect(await Promise.all([brief, ever].map((id) => recordings.isBrief(id)))).toEqual([true, false])
    const lives = await client.pttl(`spawnscope:recordings:${brief}`)
    expect([lives > 0, lives <= OWN_RECORDING_MS]).toEqual([true, true])
    expect(await client.pttl(`spawnscope:recordings:${ever}`)).toBe(-1)
    // A day later: Redis has removed it, and the next one that is stored takes it out of the sums.
    await client.del(`spawnscope:recordings:${brief}`)
    await client.zadd('spawnscope:recordings:until', Date.now() - 1, brief)
    await recordings.keep(Buffer.from('n'.repeat(300)))
    expect(await recordings.size()).toEqual({ count: 2, bytes: 600 })
    expect(await recordings.get(brief)).toBeNull()
    await client.quit()
  })

  it('when Redis goes, runs continue and say that they were not stored', async () => {
    await redis.stop()
    const client = await LiveClient.open(one.url)
    const { end } = await client.run({ strategy: 'behaves' })
    expect(end).toMatchObject({ how: 'ended', recording: null })
    expect((await fetch(`${one.url}/api/recordings/${'x'.repeat(32)}`)).status).toBe(503)
    expect((await fetch(`${one.url}/healthz`)).status).toBe(200)
    await client.close()
  })
})

it.skipIf(!hasRedis())('does not fill up a small Redis: recordings take a part of its maxmemory', async () => {
  const redis = await startRedis('--maxmemory', '20mb')
  const storage = await openStorage({ data: '', redisUrl: redis.url }, 1_000_000_000, 1_000_000, pino({ level: 'silent' }))
  for (let n = 0; n < 200; n += 1) await storage.recordings.keep(Buffer.from(`${n}${'x'.repeat(100_000)}`))
  expect((await storage.recordings.size()).bytes).toBeLessThanOrEqual(0.6 * 20 * 1024 * 1024)
  await storage.close()
  await redis.stop()
})

it('a Redis that is not there is an error at start that names the cure', async () => {
  await expect(startServer('fake', { REDIS_URL: 'redis://127.0.0.1:1' })).rejects.toThrow(/REDIS_URL.*start one/)
})
