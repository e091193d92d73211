/**
 * POST /api/recordings stores a trace that was made on this machine: `spawnscope show` sends it, and the page reads it by its id. Only a
 * tool on this machine may, and only where no other machine reaches this server: nobody else's bytes are stored here.
 */
import express, { type RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Recordings } from '../recordings/recordings.ts'
import { refusal } from '../refusals.ts'
import { refuse } from '../refuse.ts'

/** `alone`: no other machine reaches this server. `most`: the bytes of one trace. */
export function postRecording(recordings: Recordings, alone: boolean, most: number, log: Logger): RequestHandler[] {
  const admit: RequestHandler = (request, response, next) => {
    // A browser names its origin with every POST, also with those of this server's own page, which has no need of this.
    if (alone && request.headers.origin === undefined) return next()
    refuse(
      response,
      refusal(
        'not_local',
        alone ? 'a page in a browser may not store a trace' : 'other machines can reach this server, so it stores no trace',
        alone ? 'spawnscope show -- PROGRAM, in a shell; or drop the file on the page' : 'drop the file on the page, which sends it nowhere',
      ),
    )
  }
  const keep: RequestHandler = async (request, response) => {
    const content: unknown = request.body
    if (!Buffer.isBuffer(content) || content.length === 0) return refuse(response, refusal('bad_message', 'there is no trace in the body', 'send its bytes'))
    try {
      response.status(201).json({ id: await recordings.keep(content) })
    } catch (error) {
      log.error({ err: error }, 'a trace cannot be stored')
      refuse(response, refusal('too_busy', 'the trace cannot be stored', 'look whether the disk of SPAWNSCOPE_DATA is full'))
    }
  }
  return [admit, express.raw({ type: () => true, limit: most }), keep]
}
