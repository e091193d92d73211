/**
 * One request at a time on a connection, and every answer comes to an end. No browser and no proxy sends a second request
 * before it has the first answer (pipelining). Node would begin them all at once, and would never close the answers that
 * the client does not read: each held its file, or its run. So a second request before the first answer closes the connection.
 */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import type { Refusal } from '../../protocol/errors.ts'
import { HEADERS_COUNT, REQUESTS_PER_CONNECTION } from '../limits.ts'
import { STATUS, tooManyHeaders } from '../refusals.ts'

export interface OneAtATime {
  /** Why a request is refused before anything looks at it. It is to be answered and its connection closed. */
  refusalOf(request: IncomingMessage): Refusal | null
  /** False if the request was sent before the last answer on this connection ended. The connection is then closed. */
  admits(connection: Duplex): boolean
}

/** Passes the requests of `http` on to `answer`. A client that reads nothing of its answer for `stallMs` is cut off. */
export function oneAtATime(http: Server, answer: RequestListener, stallMs: number): OneAtATime {
  const underWay = new WeakSet<Duplex>()
  /** How much a connection had sent when its last answer ended. */
  const sentByThen = new WeakMap<Duplex, number>()
  // Node drops further headers without a word, also the line of a trusted proxy.
  http.maxHeadersCount = 0
  http.maxRequestsPerSocket = REQUESTS_PER_CONNECTION

  function admits(connection: Duplex): boolean {
    // A fast answer may have ended already. A request that came in the same read was sent before it, too.
    const early = underWay.has(connection) || sentByThen.get(connection) === (connection as Socket).bytesRead
    if (early) cutOff(connection)
    return !connection.destroyed
  }

  function take(request: IncomingMessage, response: ServerResponse, next: RequestListener): void {
    const connection = request.socket
    if (!admits(connection)) return
    underWay.add(connection)
    response.once('close', () => {
      underWay.delete(connection)
      sentByThen.set(connection, connection.bytesRead)
    })
    endWithAnswer(request, response, stallMs)
    const refused = refusalOf(request)
    if (refused) sayAndClose(response, refused)
    else next(request, response)
  }

  http.on('request', (request, response) => take(request, response, answer))
  // Node answers an expectation that it does not know by itself, and would do so for every pipelined request.
  http.on('checkExpectation', (request, response) => take(request, response, (_, late) => late.writeHead(417).end()))
  return { refusalOf, admits }
}

/**
 * Also stops the parser, which would otherwise make a request of each of the thousands that may be in what it has just read. Node
 * has no word for that: a parser that is told something unknown about the body of a request ends with an error.
 */
function cutOff(connection: Duplex): void {
  const { parser } = connection as { parser?: { onIncoming?: () => number } | null }
  if (parser) parser.onIncoming = () => -1
  connection.destroy()
}

function refusalOf({ rawHeaders }: IncomingMessage): Refusal | null {
  // Names and values alternate.
  return rawHeaders.length > 2 * HEADERS_COUNT ? tooManyHeaders() : null
}

function sayAndClose(response: ServerResponse, refused: Refusal): void {
  response.writeHead(STATUS[refused.code], { connection: 'close', 'content-type': 'application/json' }).end(JSON.stringify(refused))
}

/** Whatever is piped into the answer ends with it, and so does a connection that does not read. */
function endWithAnswer(request: IncomingMessage, response: ServerResponse, stallMs: number): void {
  response.on('pipe', (source: Readable) => {
    if (response.closed) source.destroy()
    else response.once('close', () => source.destroy())
  })
  const watch = (): void => void response.setTimeout(stallMs, () => request.socket.destroy())
  // A run may be silent for long, and its route has a limit of its own. What remains to be read at its end is like a file.
  if (request.method === 'GET' || request.method === 'HEAD') watch()
  else response.once('prefinish', watch)
}
