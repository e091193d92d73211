/** Turns a recording into a feed again, for readers that watch it by its id. Pure. */
import { Feed } from './feed.ts'

/** `content`: a recording. Lines of the server begin with their kind, lines of the helper with their seq. */
export function replay(id: string, content: Buffer): Feed {
  const lines = content.toString('utf8').trimEnd().split('\n')
  const feed = new Feed(id, commandIn(lines[0]))
  let refusal = null
  let how: 'ended' | 'cancelled' | 'failed' = 'cancelled'
  for (const line of lines) {
    if (line.startsWith('{"kind":"refusal"')) {
      how = 'failed'
      refusal = without(line)
      continue
    }
    if (line.includes('"kind":"end"')) how = 'ended'
    replayLine(feed, line)
  }
  feed.finish({ how, refusal, recording: id })
  return feed
}

/** Adds a line of a recording, other than its refusal. */
export function replayLine(feed: Feed, line: string): void {
  if (line.startsWith('{"kind":"gap"')) feed.gap(without(line))
  else feed.event(line)
}

function without(line: string) {
  const { kind: _, ...rest } = JSON.parse(line)
  return rest
}

/** The command in `hello`, without the options that say where the events go. */
function commandIn(hello = ''): string {
  try {
    const { argv } = JSON.parse(hello) as { argv?: unknown }
    if (!Array.isArray(argv)) return ''
    const end = argv.indexOf('--format')
    return ['spawnscope', ...argv.slice(1, end === -1 ? undefined : end)].join(' ')
  } catch {
    return ''
  }
}
