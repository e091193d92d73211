/** GET and POST /api/own: what can be written here, and compiling a program. The answer is NDJSON: `waits`, then `compiled` or a refusal. */
import type { Request, RequestHandler, Response } from 'express'
import type { Refusal } from '../../protocol/errors.ts'
import { decodeOwnProgram, type OwnLine, type OwnOffer } from '../../protocol/own.ts'
import { badJson, refusal } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import { diagnosticsOf, saidToReader } from './diagnostics.ts'
import type { OwnPrograms } from './ownPrograms.ts'

export function getOwn(own: OwnPrograms | Refusal): RequestHandler {
  return async (_, response) => {
    const toolchains = 'code' in own ? [] : await own.toolchains()
    const offer: OwnOffer = { refusal: 'code' in own ? own : null, languages: toolchains.map(({ language, version }) => ({ language, version })) }
    response.set('Cache-Control', 'no-store').json(offer)
  }
}

/** `clientOf`: who asks. */
export function postOwn(own: OwnPrograms | Refusal, clientOf: (request: Request) => { id: string; address: string }): RequestHandler {
  return (request, response) => {
    if (response.destroyed) return
    if ('code' in own) return refuse(response, own)
    if (!request.is('application/json'))
      return refuse(response, refusal('wrong_content_type', 'the body is not application/json', "send it with -H 'content-type: application/json'"))
    const verdict = decodeOwnProgram(String(request.body))
    if (!verdict.ok)
      return refuse(
        response,
        verdict.code === 'not_json' ? badJson(verdict.message) : refusal('bad_value', 'this is no program', 'GET /api/own says what one may be', verdict.field),
      )
    const { language } = verdict.value
    const leave = own.compile(clientOf(request), verdict.value, {
      waits: (position) => say(response, { kind: 'waits', position }),
      over(answer) {
        if (response.destroyed) return
        if ('refusal' in answer) {
          if (!response.headersSent) return refuse(response, answer.refusal)
          say(response, { kind: 'refusal', ...answer.refusal })
        } else {
          const { key, cached, ms, fault } = answer
          const said = saidToReader(answer.said)
          say(response, { kind: 'compiled', program: key, cached, ms, diagnostics: diagnosticsOf(language, said), said, fault })
        }
        response.end()
      },
    })
    response.on('close', leave)
  }
}

function say(response: Response, line: OwnLine): void {
  if (response.destroyed) return
  if (!response.headersSent) response.type('application/x-ndjson')
  response.write(`${JSON.stringify(line)}\n`)
}
