/** The id of a recording: the SHA-256 of its content, shortened to 192 bits, in base64url. */
export const RECORDING_ID = /^[A-Za-z0-9_-]{32}$/
