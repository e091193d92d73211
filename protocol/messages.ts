/** What a server says on WS /live. One JSON object a text frame. What a browser says is in clientMessages.ts. */
import * as z from 'zod/mini'
import { Refusal } from './errors.ts'
import { TraceEvent } from './events.ts'
import { RECORDING_ID } from './recordingId.ts'
import { RUN_ID } from './runNamed.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** The client chooses it and the server repeats it. For a watched run it is the watch id or the recording id. */
const RunId = z.string().check(z.regex(RUN_ID))
const RecordingId = z.string().check(z.regex(RECORDING_ID))

/** Runs of its own that a socket may have under way, waiting or running. A comparison has six columns. */
export const RUNS_PER_SOCKET = 8

/** A line of the helper that did not decode. The page shows a gap and never guesses. */
export const Gap = z.strictObject({ code: z.enum(['not_json', 'bad_shape', 'too_long']), field: z.string(), line: z.string() })
export type Gap = z.infer<typeof Gap>

/** How a run ended, with a refusal if not by itself. `recording`: the id under which it is stored; null if it is not stored. */
export const EndOfRun = z.strictObject({
  how: z.enum(['ended', 'cancelled', 'failed']),
  refusal: z.nullable(Refusal),
  recording: z.nullable(RecordingId),
})
export type EndOfRun = z.infer<typeof EndOfRun>

export const ServerMessage = z.discriminatedUnion('kind', [
  /** First message on a socket. `refusal` says why there are no live runs here, and the cure. */
  z.strictObject({ kind: z.literal('welcome'), version: z.literal(PROTOCOL_VERSION), refusal: z.nullable(Refusal) }),
  /** The run waits; 1 is next. Sent again whenever the position changes. */
  z.strictObject({ kind: z.literal('queued'), run: RunId, position: z.int().check(z.positive()) }),
  /** `watch`: the id under which others may watch this run. */
  z.strictObject({ kind: z.literal('started'), run: RunId, command: z.string(), watch: RunId }),
  z.strictObject({ kind: z.literal('events'), run: RunId, events: z.array(TraceEvent), gaps: z.array(Gap) }),
  z.extend(EndOfRun, { kind: z.literal('ended'), run: RunId }),
  z.strictObject({ kind: z.literal('pong') }),
  /** An order for the child that waits was refused. The run goes on. */
  z.strictObject({ kind: z.literal('refused'), run: RunId, refusal: Refusal }),
  /** A message was refused. `run` is null if the message does not name one. */
  z.strictObject({ kind: z.literal('error'), run: z.nullable(RunId), refusal: Refusal }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
