import type { Refusal } from '../../protocol/errors.ts'

/** Why a run has no end: who ran it cannot be reached any more. */
export const CONNECTION_LOST: Refusal = { code: 'connection_lost', message: 'the connection broke during the run', cure: 'run it again', field: '' }
