/** Opens the storage of recordings and shared counts: a folder, or the Redis of REDIS_URL. */
import path from 'node:path'
import { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { LOGGED_CHARS, REDIS_MS, REDIS_SHARE } from '../limits.ts'
import { openDisk } from './disk.ts'
import { guarded } from './guarded.ts'
import { oneReading } from './oneReading.ts'
import type { Recordings } from './recordings.ts'
import { openRedis } from './redis.ts'

export interface Storage {
  recordings: Recordings
  redis: Redis | null
  close(): Promise<void>
}

/** Rejects with an Error that names the cure. `maxBytes` bounds all recordings together, `maxRecording` one file. */
export async function openStorage(where: { data: string; redisUrl: string | null }, maxBytes: number, maxRecording: number, log: Logger): Promise<Storage> {
  if (where.redisUrl === null) {
    const recordings = oneReading(await openDisk(path.join(where.data, 'recordings'), maxBytes, maxRecording))
    return { recordings, redis: null, close: () => recordings.close() }
  }
  const redis = await connect(where.redisUrl, log)
  const recordings = oneReading(openRedis(redis, Math.min(maxBytes, await roomIn(redis))))
  return {
    recordings,
    redis,
    async close() {
      await recordings.close()
      await redis.quit().catch(() => redis.disconnect())
    },
  }
}

/** How much recordings may take of a Redis with a maxmemory. A full Redis would refuse the counts too. */
async function roomIn(redis: Redis): Promise<number> {
  try {
    const [, maxmemory] = (await redis.config('GET', 'maxmemory')) as string[]
    return Number(maxmemory) > 0 ? Math.floor(Number(maxmemory) * REDIS_SHARE) : Number.POSITIVE_INFINITY
  } catch {
    // A hosted Redis may refuse CONFIG.
    return Number.POSITIVE_INFINITY
  }
}

/**
 * Once connected, it reconnects by itself. Meanwhile commands fail at once instead of waiting. A Redis that takes a command and
 * does not answer counts as gone, too: its connection is closed, so that only the first commands wait REDIS_MS.
 */
async function connect(url: string, log: Logger): Promise<Redis> {
  const options = {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    commandTimeout: REDIS_MS,
    socketTimeout: REDIS_MS,
    retryStrategy: (times: number) => Math.min(times * 100, 2_000),
  }
  const redis = guarded(new Redis(url, options))
  let why = ''
  redis.on('error', (error: Error) => {
    // Once, however often it comes: a Redis that babbles must not fill the log.
    if (why === '')
      log.warn({ reason: error.message.slice(0, LOGGED_CHARS) }, 'redis does not answer: runs go on, are not stored, and addresses are counted here alone')
    why = error.message
  })
  redis.on('ready', () => {
    if (why !== '') log.warn('redis answers again')
    why = ''
  })
  try {
    await redis.connect()
    return redis
  } catch (error) {
    redis.disconnect()
    throw new Error(`REDIS_URL: no Redis answers there (${why || error}): start one, or leave REDIS_URL out to store recordings on disk`)
  }
}
