/** Memory, files and Redis are one behaviour. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe } from 'vitest'
import { openStorage } from '../recordings/storage.ts'
import { hasRedis, type RedisServer, startRedis } from '../testing/redisServer.ts'
import { roomStoreSuite } from '../testing/roomStoreSuite.ts'
import { openRoomStore } from './openStore.ts'

const log = pino({ level: 'silent' })

roomStoreSuite('memory', async () => {
  const store = await openRoomStore({ redis: null, data: null }, log)
  return { one: store, two: store, close: () => store.close() }
})

roomStoreSuite('files', async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'spawnscope-rooms-'))
  const store = await openRoomStore({ redis: null, data }, log)
  return {
    one: store,
    two: store,
    async close() {
      await store.close()
      rmSync(data, { recursive: true })
    },
  }
})

describe.skipIf(!hasRedis())('with a Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  roomStoreSuite('Redis', async () => {
    const storages = await Promise.all([1, 2].map(() => openStorage({ data: '', redisUrl: redis.url }, 1_000_000, 1_000_000, log)))
    await storages[0]?.redis?.flushall()
    const [one, two] = await Promise.all(storages.map((storage) => openRoomStore({ redis: storage.redis, data: null }, log)))
    if (!one || !two) throw new Error('there are two')
    return {
      one,
      two,
      async close() {
        await Promise.all([one.close(), two.close()])
        await Promise.all(storages.map((storage) => storage.close()))
      },
    }
  })
})
