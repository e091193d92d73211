/**
 * Recordings in a Redis that several servers share. One script stores a recording and makes room for it, so
 * two servers cannot miscount. Redis's `appendfsync` decides how durable an acknowledged recording is:
 * docs/operating/README.md, Scale.
 */
import type { Redis } from 'ioredis'
import { OWN_RECORDING_MS } from '../limits.ts'
import { hasId, isRecordingId, type Recordings, recordingIdOf } from './recordings.ts'

const PREFIX = 'spawnscope:recordings'
const [ORDER, SIZES, TOTAL, PINS, UNTIL] = ['order', 'sizes', 'bytes', 'pins', 'until'].map((name) => `${PREFIX}:${name}`) as [
  string,
  string,
  string,
  string,
  string,
]
const keyOf = (id: string): string => `${PREFIX}:${id}`

/** KEYS: order sizes total pins until; ARGV: prefix id content now maxBytes life, which is 0 for ever. `until`: when the brief ones end. */
const KEEP = `
local key = ARGV[1] .. ':' .. ARGV[2]
local function drop(id)
  redis.call('DEL', ARGV[1] .. ':' .. id)
  redis.call('DECRBY', KEYS[3], redis.call('HGET', KEYS[2], id) or 0)
  redis.call('HDEL', KEYS[2], id)
  redis.call('ZREM', KEYS[1], id)
  redis.call('ZREM', KEYS[5], id)
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[5], '-inf', ARGV[4])) do drop(id) end
if redis.call('EXISTS', key) == 0 then
  if redis.call('HEXISTS', KEYS[2], ARGV[2]) == 1 then drop(ARGV[2]) end
  redis.call('SET', key, ARGV[3])
  if tonumber(ARGV[6]) > 0 then
    redis.call('PEXPIRE', key, ARGV[6])
    redis.call('ZADD', KEYS[5], ARGV[4] + ARGV[6], ARGV[2])
  end
  redis.call('HSET', KEYS[2], ARGV[2], #ARGV[3])
  redis.call('INCRBY', KEYS[3], #ARGV[3])
  redis.call('ZADD', KEYS[1], ARGV[4], ARGV[2])
end
local at = 0
while tonumber(redis.call('GET', KEYS[3]) or '0') > tonumber(ARGV[5]) do
  local oldest = redis.call('ZRANGE', KEYS[1], at, at)[1]
  if not oldest then break end
  if redis.call('SISMEMBER', KEYS[4], oldest) == 1 and not redis.call('ZSCORE', KEYS[5], oldest) then
    at = at + 1
  else
    drop(oldest)
  end
end
return 1
`

/** The caller owns the connection: `close` leaves it open. */
export function openRedis(redis: Redis, maxBytes: number): Recordings {
  return {
    async keep(content, brief = false) {
      const id = recordingIdOf(content)
      if (content.length > maxBytes) throw new Error(`a recording of ${content.length} bytes is larger than all recordings may be`)
      await redis.eval(KEEP, 5, ORDER, SIZES, TOTAL, PINS, UNTIL, PREFIX, id, content, Date.now(), maxBytes, brief ? OWN_RECORDING_MS : 0)
      return id
    },
    async get(id) {
      if (!isRecordingId(id)) return null
      const content = await redis.getBuffer(keyOf(id))
      return content && (await hasId(content, id)) ? content : null
    },
    isBrief: async (id) => (await redis.zscore(UNTIL, id)) !== null,
    async pin(id) {
      if (isRecordingId(id) && (await redis.zscore(UNTIL, id)) === null) await redis.sadd(PINS, id)
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
