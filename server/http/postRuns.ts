/**
 * POST /api/runs takes settings and answers with the run as it happens: NDJSON, or strace text for
 * `Accept: text/plain`. A client that leaves ends the run.
 */
import type { RequestHandler, Response } from 'express'
import type { Verdict } from '../../protocol/decoder.ts'
import type { Refusal } from '../../protocol/errors.ts'
import { decodeRunSettings, RunSettings } from '../../protocol/runSettings.ts'
import { waitsForPerson } from '../../protocol/settings.ts'
import type { HelperProcess } from '../helper/process.ts'
import type { Limits } from '../limits.ts'
import { badJson, overBytes, overTime, refusal } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import type { Dispatch } from '../runs/dispatch.ts'
import type { Feed } from '../runs/feed.ts'
import { addressOf } from './clientAddress.ts'

export function postRuns(dispatch: Dispatch, limits: Limits, proxies: number): RequestHandler {
  return (request, response) => {
    // A client that went while its body was read: 'close' does not come again, and nothing would end the run.
    if (response.destroyed) return
    if (!request.is('application/json'))
      return refuse(response, refusal('wrong_content_type', 'the body is not application/json', "send it with -H 'content-type: application/json'"))
    const verdict = decodeRunSettings(String(request.body))
    if (!verdict.ok) return refuse(response, refusalOfSettings(verdict))
    if (waitsForPerson(verdict.value)) return refuse(response, nobodyToLetGo())
    const format = request.accepts(['application/x-ndjson', 'text/plain']) === 'text/plain' ? 'strace' : 'ndjson'
    const address = addressOf(request, proxies)
    // A connection has one request at a time, as a socket has one run.
    const client = { id: `${address} ${request.socket.remotePort}`, address, countedAs: address }
    const asked = dispatch.ask(client, verdict.value, format, {
      queued() {},
      started: (feed) => sendFeed(feed, response, limits.VIEWER_STALL_MS),
      startedText: (helper) => sendText(helper, response, limits),
      refused: (refused) => refuse(response, refused),
    })
    response.on('close', asked.leave)
  }
}

function nobodyToLetGo(): Refusal {
  return refusal(
    'bad_value',
    'over HTTP nobody can let the child go',
    'give the hold milliseconds, at most 2000; to let go by hand, use the Lab, or the socket at /live',
    'hold',
  )
}

/** The refusal of a body or message that did not decode. `prefix`: the path of the settings in it. */
export function refusalOfSettings(verdict: Extract<Verdict<RunSettings>, { ok: false }>, prefix = ''): Refusal {
  if (verdict.code === 'not_json') return badJson(verdict.message)
  const field = verdict.field.startsWith(prefix) ? verdict.field.slice(prefix.length) : verdict.field
  const known = Object.keys(RunSettings.def.shape)
  const top = field.split('.')[0] ?? ''
  if (top !== '' && !known.includes(top)) return refusal('unknown_setting', `no setting ${JSON.stringify(top)}`, `one of ${known.join(', ')}`, field)
  return refusal(
    'bad_value',
    field ? `${field} has the wrong shape` : 'the settings are not an object',
    'GET /api/describe says what each setting takes',
    field,
  )
}

/** A refusal before the first byte becomes the whole answer; a later one becomes the last line. */
function sendFeed(feed: Feed, response: Response, stallMs: number): void {
  let at = 0
  let stalled: NodeJS.Timeout | undefined
  const detach = feed.attach(pump)
  response.set('Run-Id', feed.id).type('application/x-ndjson')
  response.on('drain', pump)
  response.prependListener('close', () => {
    clearTimeout(stalled)
    detach()
  })

  function pump(): void {
    clearTimeout(stalled)
    for (let frame = feed.frames[at]; frame && !response.destroyed && !response.writableNeedDrain; frame = feed.frames[at]) {
      at += 1
      if (frame.end?.refusal && !response.headersSent) return refuse(response, frame.end.refusal)
      if (frame.lines.length > 0) response.write(`${frame.lines.join('\n')}\n`)
      if (frame.end) response.end()
    }
    if (response.writableNeedDrain) stalled = setTimeout(() => response.destroy(), stallMs)
  }
}

function sendText(helper: HelperProcess, response: Response, limits: Limits): void {
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
    if (bytes > limits.RUN_BYTES) return stop(overBytes(limits.RUN_BYTES))
    if (!response.destroyed && !response.write(chunk)) helper.output.pause()
  })
  response.on('drain', () => helper.output.resume())
  response.on('close', () => stop(null))
  const wall = setTimeout(() => stop(overTime(limits.RUN_WALL_MS)), limits.RUN_WALL_MS)
  void helper.gone.then((failure) => {
    clearTimeout(wall)
    const refused = stopped ?? failure
    if (response.destroyed) return
    if (refused && !response.headersSent) return refuse(response, refused)
    if (refused) response.write(`+++ ${refused.code}: ${refused.message}. Cure: ${refused.cure} +++\n`)
    response.end()
  })
}
