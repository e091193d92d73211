import type { Refusal } from '../../protocol/errors.ts'

/** The refusal for a run without an end: the page cannot reach the server any more. */
export const CONNECTION_LOST: Refusal = { code: 'connection_lost', message: 'the connection broke during the run', cure: 'run it again', field: '' }
