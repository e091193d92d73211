/** Rooms in a Redis that stops, comes back empty, babbles, or is written to by others. What every store does is in stores.test.ts. */
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyChange, newRoom } from '../../protocol/room.ts'
import { openStorage, type Storage } from '../recordings/storage.ts'
import { type RedisProxy, startRedisProxy } from '../testing/redisProxy.ts'
import { hasRedis, type RedisServer, startRedis } from '../testing/redisServer.ts'
import { roomWith } from '../testing/roomStoreSuite.ts'
import { until } from '../testing/until.ts'
import { openRoomStore } from './openStore.ts'
import { secretHash } from './secrets.ts'
import { NoRoom, type RoomStore, StoreAway, type StoredRoom, type Wake } from './store.ts'

const JUNK = [
  'HTTP/1.1 200 OK\r\n\r\n',
  '+OK\r\n',
  ':7\r\n',
  '$-1\r\n',
  '*-1\r\n',
  '*2\r\n$1\r\na\r\n$1\r\nb\r\n',
  '*0\r\n',
  '-ERR no\r\n',
  ':-1\r\n',
  '\u0000\u0001\u0002',
]
const log = pino({ level: 'silent' })
const ASK = { of: 'ask', ref: { of: 'lesson', lesson: 'fork', step: 1, options: 4 }, closesAt: null } as const
const asking = (): StoredRoom => {
  const room = roomWith()
  return { ...room, state: applyChange(room.state, ASK) }
}

interface Opened {
  storage: Storage
  store: RoomStore
}
async function openAt(redisUrl: string): Promise<Opened> {
  const storage = await openStorage({ data: '', redisUrl }, 1_000_000, 1_000_000, log)
  try {
    return { storage, store: await openRoomStore({ redis: storage.redis, data: null }, log) }
  } catch (problem) {
    await storage.close()
    throw problem
  }
}
async function closed({ storage, store }: Opened): Promise<void> {
  await store.close()
  await storage.close()
}

/** Everything that may be asked. */
function everything(store: RoomStore, room: StoredRoom): (() => Promise<unknown>)[] {
  const { id, state, endsAt } = room
  return [
    () => store.create(room),
    () => store.load(id),
    () => store.byCode(state.code),
    () => store.size(),
    () => store.append(id, 0, { of: 'gather' }, 'n', state, endsAt),
    () => store.since(id, 0),
    () => store.setKey(id, secretHash('x')),
    () => store.seatOf(id, secretHash('x')),
    () => store.addSeat(id, secretHash('x'), [[1, 1]], 9),
    () => store.setRemoved(id, 1, true),
    () => store.seats(id),
    () => store.vote(id, 1, { question: 1, round: 1, choice: 1 }),
    () => store.voteOf(id, 1, 1, 1),
    () => store.tally(id, 1, 1, 4),
    () => store.votes(id, 1, 1),
    () => store.say(id, { here: 1, following: 1, teachers: 0, screens: 0, seats: [] }),
    () => store.present(id),
    () => store.tell(id, { of: 'seats' }),
    () => store.touch(id, endsAt),
  ]
}
/** How each of them ended; an error of another kind than those of a store fails the test. */
async function outcomes(asked: readonly (() => Promise<unknown>)[]): Promise<('done' | 'away' | 'none')[]> {
  const all = await Promise.allSettled(asked.map((ask) => ask()))
  return all.map((one) => {
    if (one.status === 'fulfilled') return 'done'
    if (one.reason instanceof NoRoom) return 'none'
    if (one.reason instanceof StoreAway) return 'away'
    throw one.reason
  })
}

describe('a Redis that is none', () => {
  it.each(JUNK)('and says %j to everything ends nothing', async (junk) => {
    const babbling = await startRedisProxy(null, junk)
    const opened = await openAt(babbling.url).catch((error: Error) => error)
    if (opened instanceof Error) expect(opened.message).toMatch(/\S/)
    else {
      await outcomes([...everything(opened.store, asking()), () => opened.store.listen(roomWith().id, () => {})])
      await closed(opened)
    }
    await babbling.stop()
  })
})

describe.skipIf(!hasRedis())('rooms in a Redis', () => {
  let redis: RedisServer
  let proxy: RedisProxy
  let direct: Redis
  let one: Opened
  let two: Opened
  beforeAll(async () => {
    redis = await startRedis()
    proxy = await startRedisProxy(redis.url)
    direct = new Redis(redis.url)
  })
  beforeEach(async () => {
    one = await openAt(redis.url)
    two = await openAt(proxy.url)
  })
  afterEach(async () => {
    await Promise.all([closed(one), closed(two)])
    await direct.flushall()
  })
  afterAll(async () => {
    await direct.quit()
    await proxy.stop()
    await redis.stop()
  })

  const among = (heard: readonly Wake[], ...wanted: Wake['of'][]): boolean => wanted.every((of) => heard.some((wake) => wake.of === of))
  const works = (store: RoomStore, id: string): Promise<void> => until('it works again', async () => (await store.load(id).catch(() => null)) !== null)

  it('wait while it hangs, and go on as they were; who listens looks at the log', async () => {
    const room = asking()
    await one.store.create(room)
    const heard: Wake[] = []
    await two.store.listen(room.id, (wake) => heard.push(wake))
    proxy.hang()
    const asked = [...everything(two.store, room), () => two.store.listen(roomWith().id, () => {})]
    expect(new Set(await outcomes(asked))).toEqual(new Set(['away']))
    await one.store.tell(room.id, { of: 'rekey' })
    proxy.resume()
    await works(two.store, room.id)
    await until('it has heard that it missed something', () => among(heard, 'change', 'seats'))
    // What was asked may be done now, and says so as well. What is told while the connection is made once more is lost.
    await until('it hears again', async () => {
      await one.store.tell(room.id, { of: 'removed', seat: 4 })
      return among(heard, 'removed')
    })
    expect(heard).toContainEqual({ of: 'removed', seat: 4 })
    expect(among(heard, 'rekey')).toBe(false)
  })

  it('are refused while it is stopped; one that comes back empty has none, and takes new ones', async () => {
    const own = await startRedis()
    const opened = await openAt(own.url)
    const room = asking()
    await opened.store.create(room)
    const heard: Wake[] = []
    await opened.store.listen(room.id, (wake) => heard.push(wake))
    await own.stop()
    const asked = everything(opened.store, room)
    await until('it is gone', async () => (await outcomes(asked)).every((how) => how === 'away'))
    const again = await startRedis('--port', new URL(own.url).port)
    await until('it answers', () =>
      opened.store.size().then(
        () => true,
        () => false,
      ),
    )
    expect(await opened.store.load(room.id)).toBeNull()
    await expect(opened.store.seats(room.id)).rejects.toThrow(NoRoom)
    await until('who listens looks', () => among(heard, 'change', 'seats'))
    expect(await opened.store.create(room)).toBe(true)
    await closed(opened)
    await again.stop()
  })

  it.each(JUNK)('are well again after it has said %j out of turn', async (junk) => {
    const room = asking()
    await one.store.create(room)
    const asked = outcomes(everything(two.store, room))
    proxy.say(junk)
    await asked
    proxy.say(junk)
    await outcomes(everything(two.store, room))
    proxy.resume()
    await works(two.store, room.id)
    // What the noise has done to a vote is undone by the next one: it is set.
    await until('a vote is taken', () => two.store.vote(room.id, 1, { question: 1, round: 1, choice: 2 }).catch(() => false))
    expect(await one.store.voteOf(room.id, 1, 1, 1)).toBe(2)
    const votes = await one.store.votes(room.id, 1, 1)
    expect((await one.store.tally(room.id, 1, 1, 4)).reduce((sum, count) => sum + count, 0)).toBe(votes.length)
  })

  it('drop messages that do not decode', async () => {
    const { id } = roomWith()
    const heard: Wake[] = []
    await one.store.listen(id, (wake) => heard.push(wake))
    for (const message of [
      '',
      'x',
      'null',
      '[]',
      '{}',
      '{"of":"removed"}',
      '{"of":"removed","seat":-1}',
      '{"of":"change","more":1}',
      '{"of":"point","at":"x","pin":null}',
    ])
      await direct.publish(`spawnscope:room:{${id}}:wake`, message)
    await direct.publish(`spawnscope:room:{${id}}:wake`, '{"of":"rekey"}')
    await until('the good one has come', () => heard.length > 0)
    expect(heard).toEqual([{ of: 'rekey' }])
  })

  it('a listener that throws hinders nobody', async () => {
    const { id } = roomWith()
    const heard: Wake[] = []
    await one.store.listen(id, () => {
      throw new Error('a bug')
    })
    await one.store.listen(id, (wake) => heard.push(wake))
    for (const of of ['seats', 'change'] as const) await two.store.tell(id, { of })
    await until('the other has heard', () => heard.length === 2)
  })

  it('whose keys others have written are away, and nothing ends', async () => {
    const kinds: ((key: string) => Promise<unknown>)[] = [
      (key) => direct.set(key, 'x'),
      (key) => direct.hset(key, { '1': 'x', state: 'x', seq: 'x', [secretHash('x')]: '1', open: '1', question: '1', round: '1', options: 'x', goes: 'x' }),
      (key) => direct.rpush(key, 'x'),
      (key) => direct.sadd(key, 'x', '1:1'),
      (key) => direct.zadd(key, Date.now(), 'x'),
      (key) => direct.xadd(key, '1-0', 'x', 'x'),
    ]
    for (const part of ['', ':log', ':tokens', ':seats', ':names', ':ballots', ':votes:1:1', ':tally:1:1', ':here', ':heard'])
      for (const write of kinds) {
        const room = asking()
        await one.store.create(room)
        await one.store.vote(room.id, 1, { question: 1, round: 1, choice: 1 })
        const key = `spawnscope:room:{${room.id}}${part}`
        await direct.del(key)
        await write(key)
        await outcomes(everything(one.store, room))
      }
    // An answer that is damaged is no answer.
    const room = asking()
    await one.store.create(room)
    await direct.hset(`spawnscope:room:{${room.id}}`, 'state', '{"stage":"lobby"}')
    await expect(two.store.load(room.id)).rejects.toThrow(StoreAway)
  })

  it('leave no key behind that stays', async () => {
    const room = { ...asking(), endsAt: Date.now() + 2_000 }
    await one.store.create(room)
    for (const seat of [1, 2]) {
      await one.store.addSeat(room.id, secretHash(String(seat)), [[seat, seat]], 9)
      await one.store.vote(room.id, seat, { question: 1, round: 1, choice: seat })
    }
    await two.store.setRemoved(room.id, 1, true)
    await two.store.say(room.id, { here: 1, following: 1, teachers: 0, screens: 0, seats: [] })
    const { code } = newRoom('00000001')
    await two.store.append(room.id, 0, { of: 'code', code }, 'n', { ...room.state, code }, room.endsAt)
    await two.store.touch(room.id, Date.now() + 3_600_000)
    const keys = await direct.keys('*')
    expect(keys.filter((key) => key.includes(room.id))).toHaveLength(10)
    for (const key of keys.filter((one) => one !== 'spawnscope:rooms' && !/:here$|:heard$/.test(one)))
      expect([key, (await direct.pttl(key)) > 0]).toEqual([key, true])
    await two.store.say(room.id, null)
    await until('all are gone', async () => (await one.store.size()) === 0 && (await direct.keys('*')).length === 0)
  })

  it('a server that says no more is not there for long, and hinders nobody', async () => {
    const room = asking()
    const said = { here: 1, following: 1, teachers: 0, screens: 0, seats: [] }
    await one.store.say(room.id, said)
    await two.store.say(room.id, said)
    expect(await one.store.present(room.id)).toHaveLength(2)
    // As if one of them had said it long ago.
    const heard = `spawnscope:room:{${room.id}}:heard`
    const [first = ''] = await direct.zrange(heard, '0', '0')
    await direct.zadd(heard, Date.now() - 15_001, first)
    expect(await one.store.present(room.id)).toHaveLength(1)
    await one.store.say(room.id, said)
    await two.store.say(room.id, said)
    expect(await two.store.present(room.id)).toHaveLength(2)
  })

  it('what ioredis sends twice, since a connection broke before the answer, is done once', async () => {
    const { redis: connection } = two.storage
    if (!connection) throw new Error('there is one')
    const once = connection.eval.bind(connection) as (...words: unknown[]) => Promise<unknown>
    Object.assign(connection, {
      async eval(...words: unknown[]) {
        await once(...words)
        return once(...words)
      },
    })
    const room = asking()
    const { id, state, endsAt } = room
    expect(await two.store.create(room)).toBe(true)
    expect(await two.store.append(id, 0, { of: 'gather' }, 'a', state, endsAt)).toBe(true)
    expect(await two.store.append(id, 1, { of: 'gather' }, 'b', state, endsAt)).toBe(true)
    // Another change with the same name is another one.
    expect(await two.store.append(id, 1, { of: 'gather' }, 'b', state, endsAt)).toBe(false)
    expect((await two.store.since(id, 0))?.map(({ n }) => n)).toEqual(['a', 'b'])
    expect(await two.store.addSeat(id, secretHash('x'), [[1, 1]], 1)).toMatchObject({ number: 1 })
    expect(await two.store.vote(id, 1, { question: 1, round: 1, choice: 3 })).toBe(true)
    expect(await two.store.tally(id, 1, 1, 4)).toEqual([0, 0, 0, 1])
    expect(await two.store.create(room)).toBe(false)
  })

  it('connections that break all the time lose no change and make none of nothing', async () => {
    const room = asking()
    await two.store.create(room)
    for (let seq = 0; seq < 20; seq += 1) {
      const state = { ...room.state, gathered: seq + 1 }
      const appending = two.store.append(room.id, seq, { of: 'gather' }, `n${seq}`, state, room.endsAt).catch(() => null)
      proxy.resume()
      const done = await appending
      const stored = await one.store.load(room.id)
      // Nobody else writes: it is done, or it was not and says so.
      expect(done).not.toBe(false)
      if (done) expect(stored?.seq).toBe(seq + 1)
      if (stored?.seq === seq) expect(await one.store.append(room.id, seq, { of: 'gather' }, `n${seq}`, state, room.endsAt)).toBe(true)
      await works(two.store, room.id)
    }
    expect((await one.store.since(room.id, 0))?.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, seq) => `n${seq}`))
  })
})
