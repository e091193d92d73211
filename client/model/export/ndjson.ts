/** The events themselves, one per line: what the helper writes and what `record` stores. */
import type { TraceEvent } from '../../../protocol/events.ts'

export function ndjson(events: readonly TraceEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
