/**
 * One run as an append-only log. Rows of a terminal follow it at once. Views hear of it later: soon when it has ended or stands still,
 * and now and then while it grows, because a picture that is drawn with each batch delays the end of the run. The snapshot is the
 * version number, never the array.
 */
import type { Refusal } from '../../protocol/errors.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'
import { WAITING } from '../../protocol/notes.ts'

export type RunStatus = 'empty' | 'running' | 'ended' | 'cancelled' | 'failed'

/** `soon`: nothing more comes by itself. `later`: the run grows. */
export type When = 'soon' | 'later'

/** Calls `publish` once, when views may be drawn. */
export type Schedule = (publish: () => void, when: When) => void

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
  /** How often its readers have heard of it. */
  version = 0
  /** How often it has changed. */
  changes = 0
  readonly #followers = new Set<() => void>()
  readonly #readers = new Set<() => void>()
  readonly #schedule: Schedule
  #due: When | null = null
  #turn = 0

  constructor(source: 'live' | 'recorded', schedule: Schedule) {
    this.source = source
    this.#schedule = schedule
  }

  append(events: readonly TraceEvent[], gaps: readonly Gap[]): void {
    this.status = 'running'
    for (const event of events) this.events.push(event)
    for (const gap of gaps) this.gaps.push(gap)
    this.#changed(events.some(standsStill) ? 'soon' : 'later')
  }

  queued(position: number): void {
    this.status = 'running'
    this.position = position
    this.#changed(position > 0 ? 'soon' : 'later')
  }

  started(watch: string): void {
    this.watch = watch
    this.#changed('later')
  }

  orderRefused(refusal: Refusal): void {
    this.orderRefusal = refusal
    this.#changed('soon')
  }

  finish(status: Exclude<RunStatus, 'empty' | 'running'>, refusal: Refusal | null, recording: string | null = null): void {
    this.status = status
    this.refusal = refusal
    this.position = 0
    this.recording = recording
    this.#changed('soon')
  }

  get isOver(): boolean {
    return this.status !== 'empty' && this.status !== 'running'
  }

  /** Calls back at each change, before any reader; returns the undo. Only for what costs little: a row, a state of few words. */
  readonly follow = (follower: () => void): (() => void) => {
    this.#followers.add(follower)
    return () => this.#followers.delete(follower)
  }

  /** Calls back when views may be drawn; returns the undo. */
  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }

  readonly snapshot = (): number => this.version

  #changed(when: When): void {
    this.changes += 1
    for (const follower of [...this.#followers]) follower()
    if (this.#due === 'soon' || this.#due === when) return
    this.#due = when
    this.#turn += 1
    const turn = this.#turn
    this.#schedule(() => {
      // What was due later has been published sooner.
      if (turn !== this.#turn) return
      this.#due = null
      this.version += 1
      for (const reader of [...this.#readers]) reader()
    }, when)
  }
}

/** The child waits for a person, so nothing more comes by itself. */
function standsStill(event: TraceEvent): boolean {
  return event.kind === 'note' && event.code === WAITING
}
