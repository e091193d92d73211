/** The events themselves, one a line: what the helper wrote and what `record` keeps. */
import type { TraceEvent } from '../../../protocol/events.ts'

export function ndjson(events: readonly TraceEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
