/**
 * Plays recordings again, for readers that watch them by their id. Many readers of one recording share one reading of it and
 * one feed, as they share that of a live run: each keeps its own place, and whoever comes later begins at the beginning.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { EndOfRun } from '../../protocol/messages.ts'
import { BATCH_EVENTS, REPLAY_UNREAD_MS } from '../limits.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { Feed } from './feed.ts'
import { recordedLine } from './recordedLine.ts'

/** Finds the feed of a recording by its id; null if there is none. A recording that is being read is not read again. */
export function createReplays(recordings: Pick<Recordings, 'get'>): (id: string) => Promise<Feed | null> {
  const playing = new Map<string, Promise<Feed | null>>()

  async function begin(id: string): Promise<Feed | null> {
    const content = await recordings.get(id)
    if (!content) return null
    const lines = content.toString('utf8').trimEnd().split('\n')
    const feed = new Feed(id, commandIn(lines[0]))
    const over = (): void => {
      if (playing.get(id) === mine) playing.delete(id)
    }
    const mine = playing.get(id)
    feed.whenUnread(over)
    // Whoever asked may be gone before the answer.
    setTimeout(() => feed.readers === 0 && over(), REPLAY_UNREAD_MS).unref()
    void play(feed, lines, () => playing.get(id) === mine)
    return feed
  }

  return (id) => {
    const shared = playing.get(id)
    if (shared) return shared
    const feed = begin(id)
    playing.set(id, feed)
    const forget = (): void => {
      if (playing.get(id) === feed) playing.delete(id)
    }
    feed.then((found) => found === null && forget(), forget)
    return feed
  }
}

/** Some lines in each turn of the event loop, so that a long recording holds nobody up. Stops when nobody wants it any more. */
async function play(feed: Feed, lines: readonly string[], wanted: () => boolean): Promise<void> {
  const end: EndOfRun = { how: 'cancelled', refusal: null, recording: feed.id }
  for (const [at, line] of lines.entries()) {
    if (at > 0 && at % BATCH_EVENTS === 0) {
      await turn()
      if (!wanted()) return
    }
    const read = recordedLine(line)
    if (read.is === 'refusal') {
      end.how = 'failed'
      end.refusal = read.refusal
    } else if (read.is === 'gap') feed.gap(read.gap)
    else {
      if (read.last) end.how = 'ended'
      feed.event(line)
    }
  }
  feed.finish(end)
}

/** The command in `hello`, without the options that say where the events go. */
function commandIn(hello = ''): string {
  const read = recordedLine(hello)
  if (read.is !== 'event' || !read.argv) return ''
  const end = read.argv.indexOf('--format')
  return ['spawnscope', ...read.argv.slice(1, end === -1 ? undefined : end)].join(' ')
}
