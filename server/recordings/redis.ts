/**
 * Recordings in a Redis that several servers share. One script stores a recording and makes room for it, so
 * two servers cannot miscount. Redis's `appendfsync` decides how durable an acknowledged recording is:
 * docs/operating/README.md, Scale.
 */
import type { Redis } from 'ioredis'
import { hasId, isRecordingId, type Recordings, recordingIdOf } from './recordings.ts'

const PREFIX = 'spawnscope:recordings'
const [ORDER, SIZES, TOTAL, PINS] = [`${PREFIX}:order`, `${PREFIX}:sizes`, `${PREFIX}:bytes`, `${PREFIX}:pins`]
const keyOf = (id: string): string => `${PREFIX}:${id}`

/** KEYS: order sizes total pins; ARGV: prefix id content now maxBytes. */
const KEEP = `
local key = ARGV[1] .. ':' .. ARGV[2]
if redis.call('EXISTS', key) == 0 then
  redis.call('SET', key, ARGV[3])
  redis.call('HSET', KEYS[2], ARGV[2], #ARGV[3])
  redis.call('INCRBY', KEYS[3], #ARGV[3])
  redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
end
local at = 0
while tonumber(redis.call('GET', KEYS[3]) or '0') > tonumber(ARGV[5]) do
  local oldest = redis.call('ZRANGE', KEYS[1], at, at)[1]
  if not oldest then break end
  if redis.call('SISMEMBER', KEYS[4], oldest) == 1 then
    at = at + 1
  else
    redis.call('DEL', ARGV[1] .. ':' .. oldest)
    redis.call('DECRBY', KEYS[3], redis.call('HGET', KEYS[2], oldest) or 0)
    redis.call('HDEL', KEYS[2], oldest)
    redis.call('ZREM', KEYS[1], oldest)
  end
end
return 1
`

/** The caller owns the connection: `close` leaves it open. */
export function openRedis(redis: Redis, maxBytes: number): Recordings {
  return {
    async keep(content) {
      const id = recordingIdOf(content)
      if (content.length > maxBytes) throw new Error(`a recording of ${content.length} bytes is larger than all recordings may be`)
      await redis.eval(KEEP, 4, ORDER, SIZES, TOTAL, PINS, PREFIX, id, content, Date.now(), maxBytes)
      return id
    },
    async get(id) {
      if (!isRecordingId(id)) return null
      const content = await redis.getBuffer(keyOf(id))
      return content && (await hasId(content, id)) ? content : null
    },
    async pin(id) {
      if (isRecordingId(id)) await redis.sadd(PINS, id)
    },
    async unpin(id) {
      await redis.srem(PINS, id)
    },
    async size() {
      const [count, bytes] = await Promise.all([redis.zcard(ORDER), redis.get(TOTAL)])
      return { count, bytes: Number(bytes ?? 0) }
    },
    close: async () => {},
  }
}
