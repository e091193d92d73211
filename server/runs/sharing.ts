/**
 * Watching a run of another server, through the Redis that the servers share. A server that does not know an
 * id asks all others. The server that has the run publishes its frames, from the first on, as they come. No
 * server publishes a run that nobody asked for.
 */
import type { Redis } from 'ioredis'
import type { Limits } from '../limits.ts'
import { SHARED_ANSWER_MS } from '../limits.ts'
import { refusal } from '../refusals.ts'
import { Feed, type Frame } from './feed.ts'
import { replayLine } from './replay.ts'

export interface Sharing {
  /** Another server's run with this id; null if no server answers within SHARED_ANSWER_MS. */
  ask(id: string): Promise<Feed | null>
  close(): Promise<void>
}

type SharedFrame = Pick<Frame, 'lines' | 'end'> & { at: number; command: string }

const WANTED = 'spawnscope:wanted'
const channelOf = (id: string): string => `spawnscope:feed:${id}`

/** `local`: finds this server's own run or recording by its id. */
export async function openSharing(redis: Redis, limits: Limits, local: (id: string) => Promise<Feed | null>): Promise<Sharing> {
  const subscriber = redis.duplicate({ lazyConnect: true })
  subscriber.on('error', () => {})
  await subscriber.connect()
  const mirrors = new Map<string, (frame: SharedFrame) => void>()
  const asked = new Map<string, Promise<Feed | null>>()

  async function answer(id: string): Promise<void> {
    const feed = await local(id)
    if (!feed) return
    let at = 0
    let leave = (): void => {}
    const publish = (): void => {
      for (let frame = feed.frames[at]; frame; frame = feed.frames[at]) {
        const shared: SharedFrame = { at, command: feed.command, lines: frame.lines, end: frame.end }
        at += 1
        redis.publish(channelOf(id), JSON.stringify(shared)).catch(() => {})
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
        subscriber.unsubscribe(channelOf(id)).catch(() => {})
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
        // Two questions for one id bring each frame twice.
        if (at !== next) return
        next += 1
        clearTimeout(silence)
        feed ??= new Feed(id, command)
        if (end) {
          over()
          feed.finish(end)
        } else {
          for (const line of lines) replayLine(feed, line)
          feed.flush()
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
    mirrors.get(channel.slice(channelOf('').length))?.(JSON.parse(message) as SharedFrame)
  })
  await subscriber.subscribe(WANTED)

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
