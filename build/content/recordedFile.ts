/** A file of content/recorded/: a line `{"run": key}`, then the events of that excerpt, and so on. */
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'

export function readRecorded(text: string): Map<string, TraceEvent[]> {
  const found = new Map<string, TraceEvent[]>()
  let events: TraceEvent[] = []
  for (const line of text.split('\n').filter(Boolean)) {
    const head = /^\{"run":(".*")\}$/.exec(line)
    if (head?.[1]) {
      events = []
      found.set(JSON.parse(head[1]) as string, events)
      continue
    }
    const verdict = decodeEvent(line)
    if (!verdict.ok) throw new Error(`a recorded line does not decode: ${verdict.field} ${verdict.message}; npm run record`)
    events.push(verdict.value)
  }
  return found
}

export function writeRecorded(recorded: ReadonlyMap<string, readonly TraceEvent[]>): string {
  return [...recorded]
    .flatMap(([run, events]) => [JSON.stringify({ run }), ...events.map((event) => JSON.stringify(event))])
    .map((line) => `${line}\n`)
    .join('')
}
