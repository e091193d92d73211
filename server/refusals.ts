/** The refusals that several files of the server share: a code, what was wrong, and the cure. */
import type { ErrorCode, Refusal } from '../protocol/errors.ts'
import { BODY_BYTES, HEADERS_COUNT } from './limits.ts'

export function refusal(code: ErrorCode, message: string, cure: string, field = ''): Refusal {
  return { code, message, cure, field }
}

export const noLinux = (): Refusal =>
  refusal(
    'live_unavailable',
    `live runs need Linux; this is ${process.platform}`,
    'run it on Linux (on Windows that is WSL, on a Mac a virtual machine), or look at the recorded runs',
  )

/** HTTP status for each code. */
export const STATUS: Record<ErrorCode, number> = {
  bad_json: 400,
  bad_message: 400,
  binary_frame: 400,
  frame_too_large: 413,
  body_too_large: 413,
  too_many_headers: 431,
  wrong_content_type: 415,
  unknown_path: 404,
  wrong_method: 405,
  wrong_host: 421,
  wrong_origin: 403,
  unknown_strategy: 400,
  unknown_edition: 400,
  unknown_setting: 400,
  unknown_signal: 400,
  unknown_target: 400,
  bad_value: 400,
  already_running: 409,
  not_running: 409,
  not_held: 409,
  live_unavailable: 503,
  too_busy: 503,
  rate_limit: 429,
  shutting_down: 503,
  unknown_recording: 404,
  // Only a page without a server says this.
  not_recorded: 404,
  not_local: 403,
  own_off: 403,
  sandbox_failed: 503,
  helper_failed: 500,
  helper_protocol: 500,
  time_limit: 500,
  event_limit: 500,
  byte_limit: 500,
  unknown_room: 404,
  unknown_code: 404,
  room_slow: 429,
  room_locked: 403,
  room_full: 503,
  room_removed: 403,
  room_ended: 410,
  rooms_off: 403,
  rooms_full: 503,
  room_password: 403,
  room_store_away: 503,
  not_in_room: 409,
  not_teacher: 403,
  wrong_moment: 409,
  vote_closed: 409,
  connection_lost: 500,
  internal: 500,
}

export const badJson = (detail: string): Refusal => refusal('bad_json', `that is not JSON: ${detail}`, 'send one JSON object, for example {"strategy":"rust"}')

export const tooLarge = (code: 'frame_too_large' | 'body_too_large', most = BODY_BYTES): Refusal =>
  most === BODY_BYTES
    ? refusal(code, `more than ${BODY_BYTES} bytes`, `settings fit into far less: send at most ${BODY_BYTES} bytes`)
    : refusal(code, `more than ${most} bytes`, `send at most ${most} bytes`)

export const tooManyHeaders = (): Refusal =>
  refusal('too_many_headers', `more than ${HEADERS_COUNT} headers`, `send at most ${HEADERS_COUNT}; a browser sends some twenty`)

export const helperProtocol = (detail: string): Refusal =>
  refusal('helper_protocol', `the helper broke the protocol: ${detail}`, 'build it again (npm run setup), or install the package again')

export const overTime = (ms: number): Refusal =>
  refusal('time_limit', `the run took longer than ${ms} ms and was ended`, 'give it a smaller --timeout, or try again')

export const overEvents = (events: number): Refusal =>
  refusal('event_limit', `the run wrote more than ${events} events and was ended`, 'give it a smaller --max-events')

export const overBytes = (bytes: number): Refusal =>
  refusal('byte_limit', `the run wrote more than ${bytes} bytes and was ended`, 'give it a smaller --max-events')

export const stopping = (): Refusal => refusal('shutting_down', 'the server is stopping', 'try again once it is back')

export const unknownRecording = (id: string): Refusal =>
  refusal('unknown_recording', `no run and no recording ${JSON.stringify(id.slice(0, 40))} here`, 'run it again: old recordings make room for new ones')
