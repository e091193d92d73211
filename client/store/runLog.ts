/** One run as an append-only log. It notifies readers once a frame. The snapshot is the version number, never the array. */
import type { Refusal } from '../../protocol/errors.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'

export type RunStatus = 'empty' | 'running' | 'ended' | 'cancelled' | 'failed'

/** Calls back before the next frame; the page passes requestAnimationFrame. */
export type Schedule = (publish: () => void) => void

export class RunLog {
  readonly events: TraceEvent[] = []
  readonly gaps: Gap[] = []
  readonly source: 'live' | 'recorded'
  status: RunStatus = 'empty'
  refusal: Refusal | null = null
  /** Why the latest order for the child that waits was refused. */
  orderRefusal: Refusal | null = null
  /** The run's place in the server's queue; 0 if it does not wait. */
  position = 0
  /** The id by which others may watch the run; null before it has started. */
  watch: string | null = null
  /** The id under which the server stores the run. */
  recording: string | null = null
  version = 0
  readonly #readers = new Set<() => void>()
  readonly #schedule: Schedule
  #due = false

  constructor(source: 'live' | 'recorded', schedule: Schedule) {
    this.source = source
    this.#schedule = schedule
  }

  append(events: readonly TraceEvent[], gaps: readonly Gap[]): void {
    this.status = 'running'
    for (const event of events) this.events.push(event)
    for (const gap of gaps) this.gaps.push(gap)
    this.#changed()
  }

  queued(position: number): void {
    this.status = 'running'
    this.position = position
    this.#changed()
  }

  started(watch: string): void {
    this.watch = watch
    this.#changed()
  }

  orderRefused(refusal: Refusal): void {
    this.orderRefusal = refusal
    this.#changed()
  }

  finish(status: Exclude<RunStatus, 'empty' | 'running'>, refusal: Refusal | null, recording: string | null = null): void {
    this.status = status
    this.refusal = refusal
    this.position = 0
    this.recording = recording
    this.#changed()
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }

  readonly snapshot = (): number => this.version

  #changed(): void {
    if (this.#due) return
    this.#due = true
    this.#schedule(() => {
      this.#due = false
      this.version += 1
      for (const reader of this.#readers) reader()
    })
  }
}
