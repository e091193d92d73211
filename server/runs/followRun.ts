/**
 * One run's life: running → stopping → over. The helper's lines come in; events and gaps go out in order.
 * The run ends exactly once, whatever ends it: its own end, a cancel, a limit, a dead helper.
 */
import { decodeEvent, gapOf } from '../../protocol/decode.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'
import { LineSplitter } from '../helper/lineSplitter.ts'
import type { HelperProcess } from '../helper/process.ts'
import { LINE_BYTES, type Limits } from '../limits.ts'
import { helperProtocol, overBytes, overEvents, overTime } from '../refusals.ts'

export type RunLimits = Pick<Limits, 'RUN_WALL_MS' | 'RUN_EVENTS' | 'RUN_BYTES'>

export type RunEnd = { how: 'ended' | 'cancelled' | 'failed'; refusal: Refusal | null }

export interface RunSink {
  /** `line`: the event as the helper wrote it. */
  event(event: TraceEvent, line: string): void
  gap(gap: Gap): void
  /** Called once, last. */
  over(end: RunEnd): void
}

export interface Run {
  cancel(): void
  /** Resolves after `over`. */
  done: Promise<void>
}

/** Decodes what `helper` writes into `sink`. */
export function followRun(helper: HelperProcess, sink: RunSink, limits: RunLimits): Run {
  const splitter = new LineSplitter(LINE_BYTES)
  let bytes = 0
  let events = 0
  let sawEnd = false
  /** Why it is being stopped. The first reason counts. */
  let stopped: RunEnd | undefined

  function stop(end: RunEnd): void {
    if (stopped) return
    stopped = end
    // Read the pipe to its end, and drop what comes: `gone` waits for that end.
    helper.output.removeAllListeners('data')
    helper.output.resume()
    helper.stop()
  }

  function take(line: ReturnType<LineSplitter['push']>[number]): void {
    if (stopped) return
    events += 1
    if (events > limits.RUN_EVENTS) return stop({ how: 'failed', refusal: overEvents(limits.RUN_EVENTS) })
    if (line.kind === 'too_long') return sink.gap({ code: 'too_long', field: '', line: line.start })
    if (sawEnd) return stop({ how: 'failed', refusal: helperProtocol('a line after its end event') })
    const verdict = decodeEvent(line.text)
    if (!verdict.ok) return sink.gap(gapOf(line.text, verdict))
    sawEnd = verdict.value.kind === 'end'
    sink.event(verdict.value, line.text)
  }

  helper.output.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > limits.RUN_BYTES) return stop({ how: 'failed', refusal: overBytes(limits.RUN_BYTES) })
    splitter.push(chunk).forEach(take)
  })
  const wall = setTimeout(() => stop({ how: 'failed', refusal: overTime(limits.RUN_WALL_MS) }), limits.RUN_WALL_MS)

  const done = helper.gone.then((failure) => {
    clearTimeout(wall)
    if (!stopped) splitter.end().forEach(take)
    if (stopped) return sink.over(stopped)
    if (failure) return sink.over({ how: 'failed', refusal: failure })
    if (!sawEnd) return sink.over({ how: 'failed', refusal: helperProtocol('it ended without its end event') })
    sink.over({ how: 'ended', refusal: null })
  })

  return { cancel: () => stop({ how: 'cancelled', refusal: null }), done }
}
