import type { TraceEvent } from '../../protocol/events.ts'

/** Which strategy's real program a run was of, told by its command: the server starts no other from that folder. Pure. */
export function realProgramOf(events: readonly TraceEvent[]): string | undefined {
  const hello = events[0]
  if (hello?.kind !== 'hello' || hello.strategy !== null) return undefined
  return hello.argv.map((word) => /\/specimens\/(\w+)/.exec(word)?.[1]).find((strategy) => strategy !== undefined)
}
