/** What browser and server say to each other on WS /live. One JSON object a text frame. */
import * as z from 'zod/mini'
import { Refusal } from './errors.ts'
import { TraceEvent } from './events.ts'
import { RunSettings } from './settings.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** Chosen by the client and echoed by the server; or, for a watched run, its watch id or recording id. */
const RunId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}$/))
/** What a recording is called: its content's SHA-256, shortened to 192 bits, in base64url. */
export const RECORDING_ID = /^[A-Za-z0-9_-]{32}$/
const RecordingId = z.string().check(z.regex(RECORDING_ID))

export const ClientMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), run: RunId, settings: RunSettings }),
  /** Ends one's own run, waiting or at work. */
  z.strictObject({ kind: z.literal('cancel'), run: RunId }),
  /** Another's run by its watch id, or a recording: all of it so far, then the rest as it happens. */
  z.strictObject({ kind: z.literal('watch'), run: RunId }),
  z.strictObject({ kind: z.literal('unwatch'), run: RunId }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

/** A line of the helper that did not decode: shown as a gap, never guessed at. */
export const Gap = z.strictObject({ code: z.enum(['not_json', 'bad_shape', 'too_long']), field: z.string(), line: z.string() })
export type Gap = z.infer<typeof Gap>

export const ServerMessage = z.discriminatedUnion('kind', [
  /** First message on a socket. `refusal` says why there are no live runs here, and the cure. */
  z.strictObject({ kind: z.literal('welcome'), version: z.literal(PROTOCOL_VERSION), refusal: z.nullable(Refusal) }),
  /** The run waits; 1 is next. Told again whenever it changed. */
  z.strictObject({ kind: z.literal('queued'), run: RunId, position: z.int().check(z.positive()) }),
  /** `watch`: the id under which others may watch this run. */
  z.strictObject({ kind: z.literal('started'), run: RunId, command: z.string(), watch: RunId }),
  z.strictObject({ kind: z.literal('events'), run: RunId, events: z.array(TraceEvent), gaps: z.array(Gap) }),
  /** The run is over; with a refusal when it did not come to its own end. `recording`: it is kept under this id; null when it is not. */
  z.strictObject({
    kind: z.literal('ended'),
    run: RunId,
    how: z.enum(['ended', 'cancelled', 'failed']),
    refusal: z.nullable(Refusal),
    recording: z.nullable(RecordingId),
  }),
  /** A message was refused. `run` is null when it could not be told. */
  z.strictObject({ kind: z.literal('error'), run: z.nullable(RunId), refusal: Refusal }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
