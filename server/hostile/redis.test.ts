/** A Redis that hangs, babbles or is written to by others. Runs go on, and the server stays. */
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { type RedisProxy, startRedisProxy } from '../testing/redisProxy.ts'
import { hasRedis, type RedisServer, startRedis } from '../testing/redisServer.ts'
import { until } from '../testing/until.ts'

const JUNK = [
  'HTTP/1.1 200 OK\r\n\r\n',
  '+OK\r\n',
  ':7\r\n',
  '$-1\r\n',
  '*2\r\n$1\r\na\r\n$1\r\nb\r\n',
  '-ERR no\r\n',
  '*3\r\n$7\r\nmessage\r\n$16\r\nspawnscope:wanted\r\n$1\r\nx\r\n',
  '\u0000\u0001\u0002',
]

describe('at start', () => {
  it('one that takes the connection and never answers is an error that names the cure', async () => {
    const silent = await startRedisProxy(null)
    await expect(startServer('fake', { REDIS_URL: silent.url })).rejects.toThrow(/REDIS_URL.*start one/)
    await silent.stop()
  })

  it.each(JUNK)('one that says %j is an error or a Redis, and nothing is left open', async (junk) => {
    const babbling = await startRedisProxy(null, junk)
    const started = await startServer('fake', { REDIS_URL: babbling.url }).then(
      (server) => server,
      (error: Error) => error,
    )
    if (started instanceof Error) expect(started.message).toMatch(/\S/)
    else await started.close()
    await babbling.stop()
  })
})

describe.skipIf(!hasRedis())('while the server runs', () => {
  let redis: RedisServer
  let proxy: RedisProxy
  let server: Serving
  beforeAll(async () => {
    redis = await startRedis()
    proxy = await startRedisProxy(redis.url)
    server = await startServer('fake', { REDIS_URL: proxy.url })
  })
  afterAll(async () => {
    await server.close()
    await proxy.stop()
    await redis.stop()
  })

  const health = async (): Promise<unknown> => (await fetch(`${server.url}/healthz`)).json()
  const press = async (): Promise<string | null> => {
    const client = await LiveClient.open(server.url)
    const { end } = await client.run({ strategy: 'behaves' })
    await client.close()
    expect(end.how).toBe('ended')
    return end.recording
  }
  const backAgain = (): Promise<void> => until('recordings are stored again', async () => (await press()) !== null)

  it('one that hangs stops neither runs nor the API; they are counted here, not stored, and health says so; then all is as before', async () => {
    expect(await press()).not.toBeNull()
    proxy.hang()
    const [first, second] = await Promise.all([press(), press()])
    expect([first, second]).toEqual([null, null])
    expect((await fetch(`${server.url}/api/check`)).status).toBe(200)
    expect((await fetch(`${server.url}/api/recordings/${'x'.repeat(32)}`)).status).toBe(503)
    await until('health says so', async () => JSON.stringify(await health()) === JSON.stringify({ status: 'ok', live: true, redis: false }))
    // At once now: nothing waits for it any more.
    for (let n = 0; n < 50; n += 1) expect((await fetch(`${server.url}/api/check`)).status).toBe(200)
    proxy.resume()
    await backAgain()
    expect(await health()).toEqual({ status: 'ok', live: true, redis: true })
  })

  it('counts addresses alone while it hangs', async () => {
    const strict = await startServer('fake', { REDIS_URL: proxy.url, SPAWNSCOPE_REQUESTS_PER_ADDRESS: '10' })
    proxy.hang()
    const statuses = []
    for (let n = 0; n < 12; n += 1) statuses.push((await fetch(`${strict.url}/api/check`)).status)
    expect(statuses.slice(-2)).toEqual([429, 429])
    proxy.resume()
    await strict.close()
    await backAgain()
  })

  it.each(JUNK)('one that says %j out of turn ends nothing', async (junk) => {
    const pressing = Promise.all([press(), press()])
    proxy.say(junk)
    await pressing
    proxy.say(junk)
    await press()
    expect((await fetch(`${server.url}/api/check`)).status).toBe(200)
    proxy.resume()
    await backAgain()
  })

  it('malformed messages on a watched feed are dropped, and the viewers have every line', async () => {
    const other = await startServer('fake', { REDIS_URL: redis.url })
    const rude = new Redis(redis.url)
    await until('both servers listen', async () => (await rude.pubsub('NUMSUB', 'spawnscope:wanted'))[1] === 2)
    const owner = await LiveClient.open(other.url)
    owner.send({ kind: 'run', run: 'a', settings: { strategy: 'ticks' } })
    const { watch } = await owner.next('started')
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: watch })
    await viewer.events(20)
    const messages = ['', 'no JSON', 'null', '[]', '7', '{}', '{"at":0}', `{"at":-1,"command":"","lines":[],"end":null}`]
    messages.push('{"at":5,"command":"","lines":[1],"end":null}', '{"at":5,"command":"","lines":[],"end":{"how":"never"}}', '{"__proto__":{"at":1}}')
    for (const message of messages)
      for (const channel of [`spawnscope:feed:${watch}`, 'spawnscope:wanted', 'spawnscope:feed:', 'spawnscope:feed:nobody'])
        await rude.publish(channel, message)
    const ends = await Promise.all([owner.next('ended'), viewer.next('ended')])
    expect(ends[0].recording).toBe(ends[1].recording)
    const events = viewer.messages.flatMap((message) => (message.kind === 'events' ? message.events : []))
    expect(events).toHaveLength(302)
    expect(await press()).not.toBeNull()
    await Promise.all([owner.close(), viewer.close()])
    await rude.quit()
    await other.close()
  })

  it('frames with lines of nobody become gaps; one that never ends is cut at the limits of a run', async () => {
    const rude = new Redis(redis.url)
    const asked = new Redis(redis.url)
    const id = 'forged'
    const frame = (at: number, lines: string[]): string => JSON.stringify({ at, command: 'x', lines, end: null })
    let published: Promise<void> | undefined
    async function publish(): Promise<void> {
      await rude.publish(`spawnscope:feed:${id}`, frame(0, ['no event', '{"kind":"gap"}', '{"kind":"end","seq":"x"}']))
      for (let at = 1; at <= 40; at += 1) await rude.publish(`spawnscope:feed:${id}`, frame(at, [`"${'x'.repeat(1_000_000)}"`]))
    }
    asked.on('message', () => {
      published ??= publish()
    })
    await asked.subscribe('spawnscope:wanted')
    const viewer = await LiveClient.open(server.url)
    viewer.send({ kind: 'watch', run: id })
    expect(await viewer.next('ended')).toMatchObject({ how: 'failed', refusal: { code: 'byte_limit' } })
    const gaps = viewer.messages.flatMap((message) => (message.kind === 'events' ? message.gaps : []))
    expect(gaps.slice(0, 3).map(({ code }) => code)).toEqual(['not_json', 'bad_shape', 'bad_shape'])
    await viewer.close()
    asked.disconnect()
    await published
    await rude.quit()
  })
})
