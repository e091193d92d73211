import type { TraceEvent } from '../../protocol/events.ts'

/** Whether events were left out of a recording: their numbers are those of the whole run. Pure. */
export function isShortened(events: readonly TraceEvent[]): boolean {
  return (events.at(-1)?.seq ?? -1) >= events.length
}
