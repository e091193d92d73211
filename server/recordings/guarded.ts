/**
 * Keeps a connection to a Redis from ending the server. ioredis pairs replies with commands by their order. A reply that no command
 * waits for is an error event, after which every reply would belong to another command. Whatever throws while it takes a
 * reply (one of another shape than the command's, for example) it throws again where nobody can catch it, which would end
 * the process. Both close the connection here instead, and ioredis opens another.
 */
import type { Redis } from 'ioredis'
import DataHandlerModule from 'ioredis/built/DataHandler.js'

const OUT_OF_STEP = 'Command queue state error'

/** What we use of a class that ioredis does not export. Its version is pinned, and server/hostile/redis.test.ts tries each kind of reply. */
interface Handler {
  redis: Redis
  dispatch(take: () => void): void
}
const { prototype } = ((DataHandlerModule as { default?: unknown }).default ?? DataHandlerModule) as unknown as { prototype: Handler }
if (typeof prototype.dispatch !== 'function') throw new Error('ioredis has another DataHandler: adapt server/recordings/guarded.ts')

prototype.dispatch = function (take) {
  try {
    take()
  } catch (error) {
    this.redis.stream.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Gives the same connection. */
export function guarded(redis: Redis): Redis {
  // ioredis listens for one error of a stream only.
  redis.on('connect', () => redis.stream.on('error', () => {}))
  redis.on('error', (error: Error) => {
    if (error.message.startsWith(OUT_OF_STEP)) redis.disconnect(true)
  })
  return redis
}
