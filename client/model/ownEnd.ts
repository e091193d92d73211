/** How a run of a reader's own program ended. Pure. */
import type { TraceEvent } from '../../protocol/events.ts'

export type OwnEnd =
  | { is: 'status'; status: number }
  | { is: 'signal'; signal: string }
  /** It was ended at a limit of the server. */
  | { is: 'time'; seconds: number }
  | { is: 'events'; most: number }
  /** The trace breaks off. */
  | { is: 'cut' }

const MS_PER_SECOND = 1000

export function ownEndOf(events: readonly TraceEvent[]): OwnEnd {
  const last = events.at(-1)
  if (last?.kind !== 'end') return { is: 'cut' }
  if (last.outcome === 'timeout') return { is: 'time', seconds: limitIn(last.why) / MS_PER_SECOND }
  if (last.outcome === 'event-limit') return { is: 'events', most: limitIn(last.why) }
  const program = events.find((event) => event.kind === 'exec')?.task
  const exit = events.findLast((event) => event.kind === 'exit' && event.task === program)
  if (exit?.kind !== 'exit') return { is: 'cut' }
  return exit.signal === null ? { is: 'status', status: exit.status ?? 0 } : { is: 'signal', signal: exit.signal }
}

/** "it took longer than --timeout 8000 ms": the helper names what it was told. */
const limitIn = (why: string): number => Number(/--[a-z-]+ (\d+)/.exec(why)?.[1])
