/**
 * Watching a run that another server runs, through the Redis they share. A server that does not know an
 * id asks all others for it; the one that has it publishes its frames, from the first on, and goes on as
 * they come. Nothing is published that nobody asked for.
 */
import type { Redis } from 'ioredis'
import type { Limits } from '../limits.ts'
import { SHARED_ANSWER_MS } from '../limits.ts'
import { refusal } from '../refusals.ts'
import { Feed, type Frame } from './feed.ts'
import { addLine } from './replay.ts'

export interface Sharing {
  /** Another server's run under this id; null when none answers in SHARED_ANSWER_MS. */
  ask(id: string): Promise<Feed | null>
  close(): Promise<void>
}

type Told = Pick<Frame, 'lines' | 'end'> & { at: number; command: string }

const WANTED = 'spawnscope:wanted'
const channelOf = (id: string): string => `spawnscope:feed:${id}`

/** `local`: what this server itself has under an id. */
export async function openSharing(redis: Redis, limits: Limits, local: (id: string) => Promise<Feed | null>): Promise<Sharing> {
  const ears = redis.duplicate({ lazyConnect: true })
  ears.on('error', () => {})
  await ears.connect()
  const mirrors = new Map<string, (told: Told) => void>()
  const asked = new Map<string, Promise<Feed | null>>()

  async function answer(id: string): Promise<void> {
    const feed = await local(id)
    if (!feed) return
    let at = 0
    let leave = (): void => {}
    const publish = (): void => {
      for (let frame = feed.frames[at]; frame; frame = feed.frames[at]) {
        const told: Told = { at, command: feed.command, lines: frame.lines, end: frame.end }
        at += 1
        redis.publish(channelOf(id), JSON.stringify(told)).catch(() => {})
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
      const lost = refusal('connection_lost', 'the server that runs it no longer answers', 'watch it again')
      const over = (): void => {
        clearTimeout(silence)
        clearTimeout(longest)
        mirrors.delete(id)
        asked.delete(id)
        ears.unsubscribe(channelOf(id)).catch(() => {})
      }
      const silence = setTimeout(() => {
        over()
        resolve(null)
      }, SHARED_ANSWER_MS)
      const longest = setTimeout(() => {
        over()
        feed?.finish({ how: 'failed', refusal: lost, recording: null })
      }, limits.RUN_WALL_MS + SHARED_ANSWER_MS)
      mirrors.set(id, ({ at, command, lines, end }) => {
        // Asked twice, told twice.
        if (at !== next) return
        next += 1
        clearTimeout(silence)
        feed ??= new Feed(id, command)
        if (end) {
          over()
          feed.finish(end)
        } else {
          for (const line of lines) addLine(feed, line)
          feed.flush()
        }
        resolve(feed)
      })
      ears
        .subscribe(channelOf(id))
        .then(() => redis.publish(WANTED, id))
        .catch(() => {
          over()
          resolve(null)
        })
    })
  }

  ears.on('message', (channel, message) => {
    if (channel === WANTED) {
      // Our own question comes back to us, too.
      if (!mirrors.has(message)) answer(message).catch(() => {})
      return
    }
    mirrors.get(channel.slice(channelOf('').length))?.(JSON.parse(message) as Told)
  })
  await ears.subscribe(WANTED)

  return {
    ask(id) {
      const mirrored = asked.get(id) ?? mirror(id)
      asked.set(id, mirrored)
      return mirrored
    },
    async close() {
      await ears.quit().catch(() => ears.disconnect())
    },
  }
}
