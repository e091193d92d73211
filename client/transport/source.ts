/** Where runs come from: a server, or a recording. Both feed the same log. */
import type { Refusal } from '../../protocol/errors.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { Gap } from '../../protocol/messages.ts'

export interface Sink {
  /** The run waits for its turn; 1 is next. */
  queued?(position: number): void
  /** A long recording, as far as it is read: nothing of it is to be shown yet. */
  ahead?(events: readonly TraceEvent[]): void
  /** Work to be done, a piece at a time, before it is appended. */
  ready?(): Iterable<void>
  append(events: readonly TraceEvent[], gaps: readonly Gap[]): void
  finish(status: 'ended' | 'cancelled' | 'failed', refusal: Refusal | null, recording?: string | null): void
}
