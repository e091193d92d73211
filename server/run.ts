/**
 * One run's life: running → stopping → over. Lines of the helper come in, events and gaps go
 * out in order; whatever ends it (its own end, a cancel, a limit, a helper that dies) ends it once.
 */
import type { Readable } from 'node:stream'
import { decodeEvent, gapOf } from '../protocol/decode.ts'
import type { Refusal } from '../protocol/errors.ts'
import type { TraceEvent } from '../protocol/events.ts'
import type { Gap } from '../protocol/messages.ts'
import type { HelperProcess } from './helper.ts'
import { LINE_BYTES, RUN_BYTES, RUN_EVENTS, RUN_WALL_MS } from './limits.ts'
import { LineSplitter } from './lines.ts'
import { helperProtocol, overBytes, overEvents, overTime } from './refusals.ts'

export interface RunLimits {
  wallMs: number
  bytes: number
  events: number
  lineBytes: number
}
export const RUN_LIMITS: RunLimits = { wallMs: RUN_WALL_MS, bytes: RUN_BYTES, events: RUN_EVENTS, lineBytes: LINE_BYTES }

export type RunEnd = { how: 'ended' | 'cancelled' | 'failed'; refusal: Refusal | null }

export interface RunSink {
  event(event: TraceEvent): void
  gap(gap: Gap): void
  /** Called once, last. */
  over(end: RunEnd): void
}

export interface Run {
  cancel(): void
  /** A viewer that cannot follow holds the helper back; its wall clock goes on. */
  pause(): void
  resume(): void
  /** Resolves after `over`. */
  done: Promise<void>
}

/** Decodes what `helper` writes into `sink`. */
export function followRun(helper: HelperProcess, sink: RunSink, limits: RunLimits = RUN_LIMITS): Run {
  const splitter = new LineSplitter(limits.lineBytes)
  let bytes = 0
  let events = 0
  let sawEnd = false
  /** Why it is being stopped; the first reason stands. */
  let stopped: RunEnd | undefined

  function stop(end: RunEnd): void {
    if (stopped) return
    stopped = end
    // A paused pipe never ends, and `gone` waits for its end.
    helper.output.removeAllListeners('data')
    helper.output.resume()
    helper.stop()
  }

  function take(line: ReturnType<LineSplitter['push']>[number]): void {
    if (stopped) return
    events += 1
    if (events > limits.events) return stop({ how: 'failed', refusal: overEvents() })
    if (line.kind === 'too_long') return sink.gap({ code: 'too_long', field: '', line: line.start })
    if (sawEnd) return stop({ how: 'failed', refusal: helperProtocol('a line after its end event') })
    const verdict = decodeEvent(line.text)
    if (!verdict.ok) return sink.gap(gapOf(line.text, verdict))
    sawEnd = verdict.value.kind === 'end'
    sink.event(verdict.value)
  }

  helper.output.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > limits.bytes) return stop({ how: 'failed', refusal: overBytes() })
    splitter.push(chunk).forEach(take)
  })
  const wall = setTimeout(() => stop({ how: 'failed', refusal: overTime() }), limits.wallMs)

  const done = helper.gone.then((failure) => {
    clearTimeout(wall)
    if (!stopped) splitter.end().forEach(take)
    if (stopped) return sink.over(stopped)
    if (failure) return sink.over({ how: 'failed', refusal: failure })
    if (!sawEnd) return sink.over({ how: 'failed', refusal: helperProtocol('it went without its end event') })
    sink.over({ how: 'ended', refusal: null })
  })

  return { cancel: () => stop({ how: 'cancelled', refusal: null }), pause: () => pause(helper.output), resume: () => resume(helper.output, stopped), done }
}

function pause(output: Readable): void {
  output.pause()
}

function resume(output: Readable, stopped: RunEnd | undefined): void {
  if (!stopped) output.resume()
}
