/** A recording, played into a log at once. */
import { decodeEvent, gapOf } from '../../protocol/decode.ts'
import type { Sink } from './source.ts'

export function playRecording(ndjson: string, sink: Sink): void {
  for (const line of ndjson.trimEnd().split('\n')) {
    const verdict = decodeEvent(line)
    if (verdict.ok) sink.append([verdict.value], [])
    else sink.append([], [gapOf(line, verdict)])
  }
  sink.finish('ended', null)
}
