import type { EventOf, TraceEvent } from '../../protocol/events.ts'

/** The first line of a run; undefined until it has come. Pure. */
export function helloOf(events: readonly TraceEvent[]): EventOf<'hello'> | undefined {
  const first = events[0]
  return first?.kind === 'hello' ? first : undefined
}
