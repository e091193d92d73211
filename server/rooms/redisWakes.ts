/** What servers tell each other of a room, through the Redis that they share: one connection that listens, and one subscription a room. */
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import { decoder } from '../../protocol/decoder.ts'
import { SeatNumber } from '../../protocol/room.ts'
import { guarded } from '../recordings/guarded.ts'
import { StoreAway, type Wake } from './store.ts'

export interface Wakes {
  channelOf(id: string): string
  /** Rejects with StoreAway. */
  listen(id: string, heard: (wake: Wake) => void): Promise<() => void>
  close(): Promise<void>
}

const decodeWake = decoder(
  z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('change') }),
    z.strictObject({ of: z.literal('seats') }),
    z.strictObject({ of: z.literal('rekey') }),
    z.strictObject({ of: z.literal('removed'), seat: SeatNumber }),
    z.strictObject({ of: z.literal('point'), at: z.nullable(z.int().check(z.minimum(0))), pin: z.nullable(z.string().check(z.maxLength(60))) }),
  ]),
)

/** Those who listen for one room. */
interface Channel {
  heard: Set<(wake: Wake) => void>
  subscribed: Promise<unknown>
}

export async function openWakes(redis: Redis, channelOf: (id: string) => string, log: Logger): Promise<Wakes> {
  const channels = new Map<string, Channel>()
  // ioredis would subscribe again by itself, and a failure of that is an unhandled rejection.
  const subscriber = guarded(redis.duplicate({ lazyConnect: true, autoResubscribe: false }))
  subscriber.on('error', () => {})
  subscriber.on('ready', () => void again().catch(() => subscriber.disconnect(true)))
  subscriber.on('message', take)
  let warned = false

  /** What was told while there was no connection is lost, so everybody looks at the log. */
  async function again(): Promise<void> {
    if (channels.size === 0) return
    await subscriber.subscribe(...channels.keys())
    for (const { heard } of [...channels.values()]) for (const of of ['change', 'seats'] as const) hear(heard, { of })
  }
  function take(channel: string, message: string): void {
    const found = channels.get(channel)
    if (!found) return
    const verdict = decodeWake(message)
    if (verdict.ok) return hear(found.heard, verdict.value)
    // Once: whoever publishes such messages may publish many.
    if (!warned) log.warn({ field: verdict.field }, 'a message about a class did not decode and was dropped')
    warned = true
  }
  function hear(all: ReadonlySet<(wake: Wake) => void>, wake: Wake): void {
    for (const heard of [...all]) {
      try {
        heard(wake)
      } catch (problem) {
        log.error({ err: problem }, 'a class')
      }
    }
  }
  function leave(channel: string, found: Channel, heard: (wake: Wake) => void): void {
    found.heard.delete(heard)
    if (found.heard.size > 0 || channels.get(channel) !== found) return
    channels.delete(channel)
    subscriber.unsubscribe(channel).catch(() => {})
  }

  try {
    await subscriber.connect()
    await subscriber.ping()
  } catch (error) {
    subscriber.disconnect()
    throw new Error(`REDIS_URL: the Redis there does not answer (${error instanceof Error ? error.message : error}): start one, or leave REDIS_URL out`)
  }

  return {
    channelOf,
    async listen(id, heard) {
      const channel = channelOf(id)
      const found = channels.get(channel) ?? { heard: new Set(), subscribed: subscriber.subscribe(channel) }
      channels.set(channel, found)
      found.heard.add(heard)
      try {
        await found.subscribed
      } catch (problem) {
        leave(channel, found, heard)
        throw new StoreAway('the Redis does not subscribe', { cause: problem })
      }
      return () => leave(channel, found, heard)
    },
    async close() {
      channels.clear()
      await subscriber.quit().catch(() => subscriber.disconnect())
    },
  }
}
