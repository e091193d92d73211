/**
 * Watching a run of another server, through the Redis that the servers share. A server that does not know an
 * id asks all others. The server that has the run publishes its frames, from the first on, as they come. No
 * server publishes a run that nobody asked for.
 */
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Refusal } from '../../protocol/errors.ts'
import type { Limits } from '../limits.ts'
import { SHARED_ANSWER_MS } from '../limits.ts'
import { guarded } from '../recordings/guarded.ts'
import { overBytes, overEvents, refusal } from '../refusals.ts'
import { Feed } from './feed.ts'
import { recordedLine } from './recordedLine.ts'
import { decodeSharedFrame, sharedFrame } from './sharedFrame.ts'

export interface Sharing {
  /** Another server's run with this id; null if no server answers within SHARED_ANSWER_MS. */
  ask(id: string): Promise<Feed | null>
  close(): Promise<void>
}

const WANTED = 'spawnscope:wanted'
const channelOf = (id: string): string => `spawnscope:feed:${id}`

/** `local`: finds this server's own run or recording by its id. */
export async function openSharing(redis: Redis, limits: Limits, local: (id: string) => Promise<Feed | null>, log: Logger): Promise<Sharing> {
  const mirrors = new Map<string, (message: string) => void>()
  // ioredis would subscribe again by itself, and a failure of that is an unhandled rejection.
  const subscriber = guarded(redis.duplicate({ lazyConnect: true, autoResubscribe: false }))
  subscriber.on('error', () => {})
  subscriber.on('ready', () => void subscriber.subscribe(WANTED, ...[...mirrors.keys()].map(channelOf)).catch(() => subscriber.disconnect(true)))
  const asked = new Map<string, Promise<Feed | null>>()

  async function answer(id: string): Promise<void> {
    const feed = await local(id)
    if (!feed) return
    let at = 0
    let leave = (): void => {}
    const publish = (): void => {
      for (let frame = feed.frames[at]; frame; frame = feed.frames[at]) {
        redis.publish(channelOf(id), sharedFrame(at, feed.command, frame)).catch(() => {})
        at += 1
        if (frame.end) leave()
      }
    }
    leave = feed.attach(publish)
    publish()
  }

  function mirror(id: string): Promise<Feed | null> {
    return new Promise((resolve) => {
      let feed: Feed | undefined
      let next = 0
      const room = { events: limits.RUN_EVENTS, bytes: limits.RUN_BYTES }
      const lost = refusal('connection_lost', 'the server that runs it no longer answers', 'watch it again')
      const over = (): void => {
        clearTimeout(silence)
        clearTimeout(longest)
        mirrors.delete(id)
        asked.delete(id)
        subscriber.unsubscribe(channelOf(id)).catch(() => {})
      }
      const silence = setTimeout(() => {
        over()
        resolve(null)
      }, SHARED_ANSWER_MS)
      const fail = (why: Refusal): void => {
        over()
        feed?.finish({ how: 'failed', refusal: why, recording: null })
      }
      const longest = setTimeout(() => fail(lost), limits.RUN_WALL_MS + SHARED_ANSWER_MS)
      let warned = false
      mirrors.set(id, (message) => {
        const verdict = decodeSharedFrame(message)
        if (!verdict.ok) {
          // Once: whoever publishes such messages may publish many.
          if (!warned) log.warn({ field: verdict.field }, 'a message on a watched feed did not decode and was dropped')
          warned = true
          return
        }
        const { at, command, lines, end } = verdict.value
        // Two questions for one id bring each frame twice.
        if (at !== next) return
        next += 1
        clearTimeout(silence)
        feed ??= new Feed(id, command)
        if (end) {
          over()
          feed.finish(end)
        } else {
          const full = add(feed, lines, room, limits)
          if (full) fail(full)
        }
        resolve(feed)
      })
      subscriber
        .subscribe(channelOf(id))
        .then(() => redis.publish(WANTED, id))
        .catch(() => {
          over()
          resolve(null)
        })
    })
  }

  subscriber.on('message', (channel, message) => {
    if (channel === WANTED) {
      // Our own question comes back to us too.
      if (!mirrors.has(message)) answer(message).catch(() => {})
      return
    }
    mirrors.get(channel.slice(channelOf('').length))?.(message)
  })
  try {
    await subscriber.connect()
    await subscriber.subscribe(WANTED)
  } catch (error) {
    subscriber.disconnect()
    throw new Error(`REDIS_URL: the Redis there does not subscribe (${error instanceof Error ? error.message : error}): it must take SUBSCRIBE`)
  }

  return {
    ask(id) {
      const mirrored = asked.get(id) ?? mirror(id)
      asked.set(id, mirrored)
      return mirrored
    },
    async close() {
      await subscriber.quit().catch(() => subscriber.disconnect())
    },
  }
}

/** Adds the lines of a frame. Gives the limit of a run that they pass: another server may have other limits, or be none of ours. */
function add(feed: Feed, lines: readonly string[], room: { events: number; bytes: number }, limits: Limits): Refusal | null {
  for (const line of lines) {
    room.events -= 1
    room.bytes -= line.length
    if (room.events < 0) return overEvents(limits.RUN_EVENTS)
    if (room.bytes < 0) return overBytes(limits.RUN_BYTES)
    const read = recordedLine(line)
    if (read.is === 'event') feed.event(line)
    else if (read.is === 'gap') feed.gap(read.gap)
  }
  feed.flush()
  return null
}
