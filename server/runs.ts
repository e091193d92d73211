/**
 * POST /api/runs: settings in, the run out as it happens. NDJSON, or strace text for
 * `Accept: text/plain`. The client going away ends the run.
 */
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { decodeRunSettings, type Verdict } from '../protocol/decode.ts'
import type { Refusal } from '../protocol/errors.ts'
import type { RunSettings } from '../protocol/settings.ts'
import { refuse } from './answer.ts'
import type { HelperProcess } from './helper.ts'
import type { Laboratory } from './laboratory.ts'
import { RUN_BYTES, RUN_WALL_MS } from './limits.ts'
import { badJson, overBytes, overTime, refusal } from './refusals.ts'
import { followRun, type RunEnd } from './run.ts'

export function postRuns(laboratory: Laboratory, log: Logger): RequestHandler {
  return (request, response) => {
    if (!request.is('application/json'))
      return refuse(response, refusal('wrong_content_type', 'the body is not application/json', "send it with -H 'content-type: application/json'"))
    const verdict = decodeRunSettings(String(request.body))
    if (!verdict.ok) return refuse(response, refusalOfSettings(verdict))
    const format = request.accepts(['application/x-ndjson', 'text/plain']) === 'text/plain' ? 'strace' : 'ndjson'
    const started = laboratory.start(verdict.value, format)
    if (!started.ok) return refuse(response, started.refusal)
    log.info({ run: started.command, format }, 'run')
    if (format === 'strace') sendText(started.helper, response)
    else sendEvents(started.helper, request, response)
  }
}

/** A body or message that did not decode, in words. `prefix`: where the settings lie in it. */
export function refusalOfSettings(verdict: Extract<Verdict<RunSettings>, { ok: false }>, prefix = ''): Refusal {
  if (verdict.code === 'not_json') return badJson(verdict.message)
  const field = verdict.field.startsWith(prefix) ? verdict.field.slice(prefix.length) : verdict.field
  const known = ['strategy', 'edition', 'signal', 'block', 'target', 'uid', 'timeout', 'max-events', 'set']
  const top = field.split('.')[0] ?? ''
  if (top !== '' && !known.includes(top)) return refusal('unknown_setting', `no setting ${JSON.stringify(top)}`, `one of ${known.join(', ')}`, field)
  return refusal('bad_value', field ? `${field} has the wrong shape` : 'the settings are no object', 'GET /api/describe tells what each setting takes', field)
}

function sendEvents(helper: HelperProcess, request: Request, response: Response): void {
  response.type('application/x-ndjson')
  const write = (value: object): void => {
    if (!response.write(`${JSON.stringify(value)}\n`)) run.pause()
  }
  const run = followRun(helper, {
    event: write,
    gap: (gap) => write({ kind: 'gap', ...gap }),
    over: (end) => finish(response, end),
  })
  response.on('drain', run.resume)
  response.on('close', run.cancel)
  request.on('error', run.cancel)
}

/** A refusal before the first byte is an answer of its own; after it, the last line. */
function finish(response: Response, end: RunEnd): void {
  if (response.destroyed) return
  if (end.refusal && !response.headersSent) return refuse(response, end.refusal)
  if (end.refusal) response.write(`${JSON.stringify({ kind: 'refusal', ...end.refusal })}\n`)
  response.end()
}

function sendText(helper: HelperProcess, response: Response): void {
  let bytes = 0
  let stopped: Refusal | null = null
  const stop = (why: Refusal | null): void => {
    stopped ??= why
    helper.output.resume()
    helper.stop()
  }
  response.type('text/plain')
  helper.output.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > RUN_BYTES) return stop(overBytes())
    if (!response.destroyed && !response.write(chunk)) helper.output.pause()
  })
  response.on('drain', () => helper.output.resume())
  response.on('close', () => stop(null))
  const wall = setTimeout(() => stop(overTime()), RUN_WALL_MS)
  void helper.gone.then((failure) => {
    clearTimeout(wall)
    const refused = stopped ?? failure
    if (response.destroyed) return
    if (refused && !response.headersSent) return refuse(response, refused)
    if (refused) response.write(`+++ ${refused.code}: ${refused.message}. Cure: ${refused.cure} +++\n`)
    response.end()
  })
}
