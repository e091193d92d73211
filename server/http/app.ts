/** The HTTP side, built from its parts. It has no globals and starts nothing. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Refusal } from '../../protocol/errors.ts'
import { type Bench, postBench } from '../bench/postBench.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'
import { BODY_BYTES, type Limits, LOGGED_CHARS, OWN_BODY_BYTES, PAGE_WEIGHT, RECORDING_MORE_BYTES } from '../limits.ts'
import type { OwnPrograms } from '../own/ownPrograms.ts'
import { getOwn, postOwn } from '../own/postOwn.ts'
import type { Recordings } from '../recordings/recordings.ts'
import { refusal, tooLarge } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import type { Dispatch } from '../runs/dispatch.ts'
import type { Metrics } from '../runs/metrics.ts'
import type { Rates } from '../runs/rates.ts'
import { addClassLinks, CLASS_LINKS, withoutRoom } from './classLinks.ts'
import { addressOf, clientOf } from './clientAddress.ts'
import { sendKnown } from './compressed.ts'
import { getRecording } from './getRecording.ts'
import { getSource } from './getSource.ts'
import { addHealth } from './health.ts'
import { type KnownHosts, refusedOrigin } from './originCheck.ts'
import { postRecording } from './postRecording.ts'
import { postRuns } from './postRuns.ts'
import { asFile, headers } from './securityHeaders.ts'

/** Files on disk. Any other path but those of classes is an answer that is made for each request. */
const FILES = /^\/assets\//

export interface AppParts {
  capabilities: Capabilities
  bench: Bench
  dispatch: Dispatch
  recordings: Recordings
  rates: Rates
  limits: Limits
  metrics: Metrics
  /** Programs of visitors, or why there are none here. */
  own: OwnPrograms | Refusal
  /** No other machine reaches this server. */
  alone: boolean
  /** Proxies before this server. */
  proxies: number
  stopping: () => boolean
  /** Null without a Redis. */
  redisAnswers: () => boolean | null
  hosts: () => KnownHosts
  log: Logger
  /** Serves the page: the built files, or Vite in development. */
  page: RequestHandler
  /** Vite's own scripts are inline in development: the policy is for the built page. */
  development: boolean
}

export function createApp(parts: AppParts): Express {
  const { capabilities, bench, dispatch, recordings, limits, metrics, proxies, stopping, hosts, log, page, development } = parts
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(requestLog(log))
  app.use(headers(development))
  app.use(limited(parts))
  // Before the Host check: a probe asks by address, not by name.
  addHealth(app, capabilities, metrics, stopping, parts.redisAnswers)
  app.use((request, response, next) => {
    const refused = refusedOrigin(request, hosts())
    if (!refused) return next()
    metrics.refused(refused.code)
    refuse(response, refused)
  })
  addClassLinks(app)
  app.get(
    '/api/describe',
    answer(() => capabilities.catalog, capabilities),
  )
  app.get(
    '/api/check',
    answer(() => capabilities.check, capabilities),
  )
  // Read as text whatever its type, so that our own refusal answers a wrong type.
  app.post('/api/runs', express.text({ type: () => true, limit: BODY_BYTES }), postRuns(dispatch, limits, proxies))
  app.post('/api/bench', express.text({ type: () => true, limit: BODY_BYTES }), postBench(bench))
  app.get('/api/own', getOwn(parts.own))
  app.post(
    '/api/own',
    express.text({ type: () => true, limit: OWN_BODY_BYTES }),
    postOwn(parts.own, (request) => clientOf(request, proxies)),
  )
  app.post('/api/recordings', ...postRecording(recordings, parts.alone, limits.RUN_BYTES + RECORDING_MORE_BYTES, log))
  app.get('/api/recordings/:id', getRecording(recordings, dispatch, log))
  app.get('/api/sources/:id', getSource)
  app.all(
    ['/api/describe', '/api/check', '/api/runs', '/api/bench', '/api/own', '/api/recordings', '/api/recordings/:id', '/api/sources/:id'],
    (request, response) =>
      refuse(
        response,
        refusal('wrong_method', `${request.path} does not take ${request.method}`, /(runs|bench|recordings)$/.test(request.path) ? 'POST it' : 'GET it'),
      ),
  )
  app.all('/api/*path', (request, response) =>
    refuse(
      response,
      refusal(
        'unknown_path',
        `there is no ${request.path}`,
        'GET /api/describe, GET /api/check, POST /api/runs, POST /api/bench, GET /api/recordings/ID or GET /api/sources/ID',
      ),
    ),
  )
  app.use(page)
  app.use(failed(log))
  return app
}

/** Counts a request for its address: those to /api, and those for the page and its files. In development a page is hundreds of files. */
function limited({ rates, proxies, metrics, development }: AppParts): RequestHandler {
  return async (request, response, next) => {
    if (development && !request.path.startsWith('/api/')) return next()
    const address = addressOf(request, proxies)
    const refused = await (request.path.startsWith('/api/') ? rates.request(address) : rates.file(address, weightOf(request.path)))
    // The client went while a Redis was asked. Nothing would notice its end any more.
    if (response.destroyed) return
    if (!refused) return next()
    metrics.refused(refused.code)
    refuse(response, refused)
  }
}

/** As how many files a path counts. */
const weightOf = (path: string): number => (FILES.test(path) || CLASS_LINKS.test(path) ? 1 : PAGE_WEIGHT)

/** One line a request, without headers, query and address: no cookie and no long text of a stranger gets into the log. */
function requestLog(log: Logger): RequestHandler {
  const req = ({ method, url }: { method: string; url: string }) => ({ method, path: withoutRoom(url.split('?')[0] ?? '').slice(0, LOGGED_CHARS) })
  return pinoHttp({
    logger: log,
    serializers: { req, res: ({ statusCode }) => ({ statusCode }), err: ({ message }) => String(message).slice(0, LOGGED_CHARS) },
  })
}

function answer(value: () => object | null, capabilities: Capabilities): RequestHandler {
  return (request, response, next) => {
    const known = value()
    if (known) {
      asFile(response, false)
      sendKnown(request, response, next, known)
    } else
      refuse(
        response,
        capabilities.refused ?? refusal('live_unavailable', 'the helper did not answer', 'build it again (npm run setup), or install the package again'),
      )
  }
}

function failed(log: Logger): ErrorRequestHandler {
  return (error: { type?: string; status?: number; message?: string; limit?: number }, _request, response, next) => {
    if (response.headersSent) return next(error)
    if (error.type === 'entity.too.large') return refuse(response, tooLarge('body_too_large', error.limit))
    if (error.status !== undefined && error.status < 500)
      return refuse(response, refusal('bad_message', error.message ?? 'a bad request', 'see README.md for the API'))
    log.error({ err: error }, 'request failed')
    refuse(response, refusal('internal', 'the server failed; the fault is ours', 'try again; the server log has the details'))
  }
}
