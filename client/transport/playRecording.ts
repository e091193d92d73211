/** Plays a recording into a log. Decodes a long one in slices, so that the page stays responsive. */
import { decodeEvent, gapOf } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'
import { nextTask } from './nextTask.ts'
import type { Sink } from './source.ts'

/** How many lines to decode between two looks at the clock. */
const FEW_LINES = 20
/** After this time the page may run its waiting tasks. */
const SLICE_MS = 5

/**
 * Appends all events at once, when it resolves: with each piece, every view would start again. `recording`: the id under which
 * the server stores it.
 */
export function playRecording(ndjson: string, sink: Sink, recording: string | null = null): Promise<void> {
  return playLines([ndjson.trimEnd().split('\n')], sink, recording)
}

/** The same for lines that are still arriving. */
export async function playLines(pieces: Iterable<string[]> | AsyncIterable<string[]>, sink: Sink, recording: string | null): Promise<void> {
  const reader = new Reader(sink, recording)
  await nextTask()
  let began = performance.now()
  const rest = async (): Promise<void> => {
    if (performance.now() - began < SLICE_MS) return
    await nextTask()
    began = performance.now()
  }
  for await (const lines of pieces)
    for (let at = 0; at < lines.length; at += FEW_LINES) {
      reader.take(lines.slice(at, at + FEW_LINES))
      await rest()
    }
  for (const _ of sink.ready?.() ?? []) await nextTask()
  reader.end()
}

class Reader {
  readonly #sink: Sink
  readonly #recording: string | null
  readonly #events: TraceEvent[] = []
  readonly #gaps: Gap[] = []

  constructor(sink: Sink, recording: string | null) {
    this.#sink = sink
    this.#recording = recording
  }

  take(lines: readonly string[]): void {
    for (const line of lines) {
      const verdict = decodeEvent(line)
      if (verdict.ok) this.#events.push(verdict.value)
      else this.#gaps.push(gapOf(line, verdict))
    }
    this.#sink.ahead?.(this.#events)
  }

  end(): void {
    this.#sink.append(this.#events, this.#gaps)
    this.#sink.finish('ended', null, this.#recording)
  }
}
