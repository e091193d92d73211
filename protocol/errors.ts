/**
 * Every refusal has a stable code, a sentence that names what was wrong, and the cure.
 * `content/languages/ID/errors.md` holds one paragraph per code; a test keeps them equal.
 */
import * as z from 'zod/mini'

export const ERROR_CODES = [
  'bad_json',
  'bad_message',
  'binary_frame',
  'frame_too_large',
  'body_too_large',
  'too_many_headers',
  'wrong_content_type',
  'unknown_path',
  'wrong_method',
  'wrong_host',
  'wrong_origin',
  'unknown_strategy',
  'unknown_edition',
  'unknown_setting',
  'unknown_signal',
  'unknown_target',
  'bad_value',
  'already_running',
  'not_running',
  'not_held',
  'live_unavailable',
  'too_busy',
  'rate_limit',
  'shutting_down',
  'unknown_recording',
  'not_recorded',
  'not_local',
  'own_off',
  'sandbox_failed',
  'helper_failed',
  'helper_protocol',
  'time_limit',
  'event_limit',
  'byte_limit',
  'unknown_room',
  'unknown_code',
  'room_slow',
  'room_locked',
  'room_full',
  'room_removed',
  'room_ended',
  'rooms_off',
  'rooms_full',
  'room_password',
  'room_store_away',
  'not_in_room',
  'not_teacher',
  'wrong_moment',
  'vote_closed',
  'connection_lost',
  'internal',
] as const
export const ErrorCode = z.enum(ERROR_CODES)
export type ErrorCode = z.infer<typeof ErrorCode>

/** What HTTP answers with a 4xx or 5xx, and what the socket sends as `error`. */
export const Refusal = z.strictObject({
  code: ErrorCode,
  message: z.string(),
  cure: z.string(),
  /** Where in the request the fault is, as a dotted path; empty if it is the whole request. */
  field: z.string(),
})
export type Refusal = z.infer<typeof Refusal>
