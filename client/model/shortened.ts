import type { TraceEvent } from '../../protocol/events.ts'

/** Whether a recording lacks events. Its events have the numbers of the whole run, so gaps show it. Pure. */
export function isShortened(events: readonly TraceEvent[]): boolean {
  return (events.at(-1)?.seq ?? -1) >= events.length
}
