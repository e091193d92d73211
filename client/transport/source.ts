/** The sources of runs: a server, or a recording. Both feed the same log. */
import type { Refusal } from '../../protocol/errors.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'

export interface Sink {
  /** The run waits for its turn; 1 is next. */
  queued?(position: number): void
  /** The run has begun; others may watch it by this id. */
  started?(watch: string): void
  /** The part of a long recording that has been read. Do not show it yet. */
  ahead?(events: readonly TraceEvent[]): void
  /** Work to do, piece by piece, before the recording is appended. */
  ready?(): Iterable<void>
  /** An order for the child that waits was refused; the run goes on. */
  orderRefused?(refusal: Refusal): void
  append(events: readonly TraceEvent[], gaps: readonly Gap[]): void
  finish(status: 'ended' | 'cancelled' | 'failed', refusal: Refusal | null, recording?: string | null): void
}
