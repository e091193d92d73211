/** The HTTP side, from given parts: no globals, nothing started. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Refusal } from '../protocol/errors.ts'
import { refuse } from './answer.ts'
import { type Bench, postBench } from './bench.ts'
import { type Doors, refusedAtDoor } from './doors.ts'
import type { Laboratory } from './laboratory.ts'
import { BODY_BYTES } from './limits.ts'
import { refusal, tooLarge } from './refusals.ts'
import { postRuns } from './runs.ts'

export interface AppParts {
  laboratory: Laboratory
  bench: Bench
  doors: () => Doors
  log: Logger
  /** Serves the page: the built files, or Vite in development. */
  page: RequestHandler
  /** Vite's own scripts are inline in development: the policy is for the built page. */
  development: boolean
}

export function createApp({ laboratory, bench, doors, log, page, development }: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  // One line a request, without headers: a log is no place for cookies.
  app.use(pinoHttp({ logger: log, serializers: { req: ({ method, url }) => ({ method, url }), res: ({ statusCode }) => ({ statusCode }) } }))
  app.use(headers(development))
  app.use((request, response, next) => {
    const refused = refusedAtDoor(request, doors())
    if (refused) refuse(response, refused)
    else next()
  })
  app.get('/api/describe', (_, response) => answer(response, laboratory.catalog, laboratory.refused))
  app.get('/api/check', (_, response) => answer(response, laboratory.check, laboratory.refused))
  // Read as text whatever its type, so that a wrong type is refused in our own words.
  app.post('/api/runs', express.text({ type: () => true, limit: BODY_BYTES }), postRuns(laboratory, log))
  app.post('/api/bench', express.text({ type: () => true, limit: BODY_BYTES }), postBench(bench))
  app.all(['/api/describe', '/api/check', '/api/runs', '/api/bench'], (request, response) =>
    refuse(
      response,
      refusal(
        'wrong_method',
        `${request.method} is not for ${request.path}`,
        request.path === '/api/runs' || request.path === '/api/bench' ? 'POST it' : 'GET it',
      ),
    ),
  )
  app.all('/api/*path', (request, response) =>
    refuse(response, refusal('unknown_path', `there is no ${request.path}`, 'GET /api/describe, GET /api/check, POST /api/runs or POST /api/bench')),
  )
  app.use(page)
  app.use(failed(log))
  return app
}

function answer(response: Response, value: object | null, refused: Refusal | null): void {
  if (value) response.json(value)
  else refuse(response, refused ?? refusal('live_unavailable', 'the helper did not answer', 'npm run setup'))
}

function headers(development: boolean): RequestHandler {
  return helmet({
    // xterm.js makes <style> elements and has no option for a nonce; scripts stay strict.
    contentSecurityPolicy: development
      ? false
      : {
          useDefaults: false,
          directives: {
            defaultSrc: ["'none'"],
            scriptSrc: ["'self'"],
            connectSrc: ["'self'"],
            imgSrc: ["'self'", 'data:'],
            fontSrc: ["'self'"],
            styleSrc: ["'self'", "'unsafe-inline'"],
            baseUri: ["'none'"],
            formAction: ["'none'"],
            frameAncestors: ["'none'"],
            objectSrc: ["'none'"],
          },
        },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    // A class in a LAN uses plain http: no promise of https is made here.
    strictTransportSecurity: false,
  })
}

function failed(log: Logger): ErrorRequestHandler {
  return (error: { type?: string; status?: number; message?: string }, _request, response, next) => {
    if (response.headersSent) return next(error)
    if (error.type === 'entity.too.large') return refuse(response, tooLarge('body_too_large'))
    if (error.status !== undefined && error.status < 500)
      return refuse(response, refusal('bad_message', error.message ?? 'a bad request', 'see README.md for what can be asked'))
    log.error({ err: error }, 'request failed')
    refuse(response, refusal('internal', 'the server failed; the fault is ours', 'try again; the server log has the details'))
  }
}
