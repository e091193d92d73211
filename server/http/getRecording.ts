/** GET /api/recordings/:id. The id is the content's hash, so an answer never goes out of date. */
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Recordings } from '../recordings/recordings.ts'
import { refusal, unknownRecording } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import type { Dispatch } from '../runs/dispatch.ts'

export function getRecording(recordings: Recordings, dispatch: Dispatch, log: Logger): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { id } = request.params
    // The id may also be a run's: it may still be running, or have become a recording.
    const run = dispatch.find(id)
    if (run?.is === 'running') return refuse(response, refusal('unknown_recording', `run ${id} is still running`, 'ask again when it has ended'))
    if (run) return response.set('Cache-Control', 'no-store').redirect(303, run.recording)
    const tag = `"${id}"`
    const content = await recordings.get(id).catch((error: unknown) => {
      log.error({ err: error }, 'recordings cannot be read')
      return undefined
    })
    if (content === undefined) return refuse(response, refusal('too_busy', 'the recordings cannot be reached', 'try again in a moment'))
    if (!content) return refuse(response, unknownRecording(id))
    // Nobody on the way keeps what lives briefly here.
    const brief = await recordings.isBrief(id).catch(() => true)
    response.set({ ETag: tag, 'Cache-Control': brief ? 'no-store' : 'public, max-age=31536000, immutable' }).type('application/x-ndjson')
    // Not request.fresh: it obeys no-cache, which an origin may ignore for immutable content.
    if (request.headers['if-none-match']?.includes(tag)) return void response.status(304).end()
    response.send(content)
  }
}
