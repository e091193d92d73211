/**
 * Limits how much one client and one address may ask for in PERIOD_S seconds, or in a minute what a compiler has to do. A class behind one router shares
 * an address, so each browser has a small limit and each address a large one. With a Redis all servers count an
 * address together. While Redis does not answer, each server counts alone.
 */
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Refusal } from '../../protocol/errors.ts'
import { COMPILE_PERIOD_S, type Limits, PERIOD_S } from '../limits.ts'
import { refusal } from '../refusals.ts'

export interface Rates {
  /** Null if one more run is allowed. */
  run(client: string, address: string): Promise<Refusal | null>
  /** One more program for a compiler. */
  compile(client: string, address: string): Promise<Refusal | null>
  /** One more request to /api. */
  request(address: string): Promise<Refusal | null>
  /** One more file of the page, or an answer that counts as `weight` of them. */
  file(address: string, weight: number): Promise<Refusal | null>
  /** One more message of a socket. `far`: it has sent more than twice its limit. */
  message(socket: string): Promise<{ refusal: Refusal; far: boolean } | null>
}

export function createRates(limits: Limits, redis: Redis | null): Rates {
  const alone = (points: number, duration = PERIOD_S): RateLimiterMemory => new RateLimiterMemory({ points, duration })
  const shared = (keyPrefix: string, points: number, duration = PERIOD_S): RateLimiterAbstract =>
    redis
      ? new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration, insuranceLimiter: alone(points, duration), rejectIfRedisNotReady: true })
      : alone(points, duration)

  const runsOfClient = alone(limits.RUNS_PER_CLIENT)
  const runsOfAddress = shared('spawnscope:runs', limits.RUNS_PER_ADDRESS)
  const compilesOfClient = alone(limits.COMPILES_PER_CLIENT, COMPILE_PERIOD_S)
  const compilesOfAddress = shared('spawnscope:compiles', limits.COMPILES_PER_ADDRESS, COMPILE_PERIOD_S)
  const requests = shared('spawnscope:requests', limits.REQUESTS_PER_ADDRESS)
  const messages = alone(limits.MESSAGES_PER_SOCKET)
  // Not shared: a page asks for dozens of files, and each would ask the Redis.
  const files = alone(limits.FILES_PER_ADDRESS)

  return {
    async run(client, address) {
      const own = await rejected(runsOfClient, client)
      if (own) return refused(limits.RUNS_PER_CLIENT, 'runs', own)
      const all = await rejected(runsOfAddress, address)
      return all && refused(limits.RUNS_PER_ADDRESS, 'runs from this address', all)
    },
    async compile(client, address) {
      const own = await rejected(compilesOfClient, client)
      if (own) return refused(limits.COMPILES_PER_CLIENT, 'programs to compile', own, COMPILE_PERIOD_S)
      const all = await rejected(compilesOfAddress, address)
      return all && refused(limits.COMPILES_PER_ADDRESS, 'programs to compile from this address', all, COMPILE_PERIOD_S)
    },
    async request(address) {
      const over = await rejected(requests, address)
      return over && refused(limits.REQUESTS_PER_ADDRESS, 'requests from this address', over)
    },
    async file(address, weight) {
      const over = await rejected(files, address, weight)
      return over && refused(limits.FILES_PER_ADDRESS, 'files for this address', over)
    },
    async message(socket) {
      const over = await rejected(messages, socket)
      return over && { refusal: refused(limits.MESSAGES_PER_SOCKET, 'messages', over), far: over.consumedPoints > 2 * limits.MESSAGES_PER_SOCKET }
    },
  }
}

async function rejected(limiter: RateLimiterAbstract, key: string, points = 1): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key, points)
    return null
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return reason
    throw reason
  }
}

function refused(points: number, what: string, { msBeforeNext }: RateLimiterRes, seconds = PERIOD_S): Refusal {
  return refusal('rate_limit', `more than ${points} ${what} in ${seconds} s`, `wait ${Math.ceil(msBeforeNext / 1000)} s`)
}
