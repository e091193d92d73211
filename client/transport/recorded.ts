/** A recording, played into a log. A long one is read in slices, so that the page stays awake meanwhile. */
import { decodeEvent, gapOf } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'
import type { Sink } from './source.ts'

/** Some 10 ms of decoding. */
const SLICE_LINES = 1500

/** A recording of one slice is there when this returns; a longer one all at once when it resolves: told piece by piece, every view would begin anew with each. `recording`: under which id the server keeps it. */
export function playRecording(ndjson: string, sink: Sink, recording: string | null = null): Promise<void> {
  const lines = ndjson.trimEnd().split('\n')
  const events: TraceEvent[] = []
  const gaps: Gap[] = []
  const take = (from: number): void => {
    for (const line of lines.slice(from, from + SLICE_LINES)) {
      const verdict = decodeEvent(line)
      if (verdict.ok) events.push(verdict.value)
      else gaps.push(gapOf(line, verdict))
    }
  }
  const end = (): void => {
    sink.append(events, gaps)
    sink.finish('ended', null, recording)
  }
  const rest = async (): Promise<void> => {
    for (let at = SLICE_LINES; at < lines.length; at += SLICE_LINES) {
      await nextTask()
      take(at)
    }
    end()
  }

  take(0)
  if (lines.length > SLICE_LINES) return rest()
  end()
  return Promise.resolve()
}

/** Lets the page do what waits: setTimeout would wait 4 ms for itself. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
