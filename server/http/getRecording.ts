/** GET /api/recordings/:id. The id is the content's hash: an answer is never out of date. */
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Recordings } from '../recordings/recordings.ts'
import { refusal, unknownRecording } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import type { Dispatch } from '../runs/dispatch.ts'

export function getRecording(recordings: Recordings, dispatch: Dispatch, log: Logger): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { id } = request.params
    // Asked for by the id of the run: it may still be at work, or have become a recording.
    const run = dispatch.find(id)
    if (run?.is === 'running') return refuse(response, refusal('unknown_recording', `run ${id} is still going`, 'ask again when it has ended'))
    if (run) return response.set('Cache-Control', 'no-store').redirect(303, run.recording)
    const tag = `"${id}"`
    const content = await recordings.get(id).catch((error: unknown) => {
      log.error({ err: error }, 'recordings cannot be read')
      return undefined
    })
    if (content === undefined) return refuse(response, refusal('too_busy', 'the recordings cannot be reached', 'try again in a moment'))
    if (!content) return refuse(response, unknownRecording(id))
    response.set({ ETag: tag, 'Cache-Control': 'public, max-age=31536000, immutable' }).type('application/x-ndjson')
    // Not request.fresh: it heeds no-cache, and this is the origin.
    if (request.headers['if-none-match']?.includes(tag)) return void response.status(304).end()
    response.send(content)
  }
}
