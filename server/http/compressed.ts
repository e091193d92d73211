/** Compresses the text of an answer for clients that accept it. Built files are compressed on disk already: page.ts. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

interface Compressed {
  text: string
  gzipped: () => Promise<Buffer>
}

const pack = promisify(gzip)
const known = new WeakMap<object, Compressed>()

/** Sends a text that differs from answer to answer. The caller has set the headers. */
export function sendCompressed(request: Request, response: Response, next: NextFunction, text: string): void {
  send(request, response, next, { text, gzipped: () => pack(text) })
}

/** Sends a value that is the same for everyone, as JSON: serialised and compressed once. It must not change afterwards. */
export function sendKnown(request: Request, response: Response, next: NextFunction, value: object): void {
  const compressed = known.get(value) ?? compressedOnce(JSON.stringify(value))
  known.set(value, compressed)
  send(request, response.type('json'), next, compressed)
}

function compressedOnce(text: string): Compressed {
  let gzipped: Promise<Buffer> | undefined
  return {
    text,
    gzipped: () => {
      gzipped ??= pack(text)
      return gzipped
    },
  }
}

function send(request: Request, response: Response, next: NextFunction, { text, gzipped }: Compressed): void {
  response.vary('Accept-Encoding')
  if (request.acceptsEncodings('gzip') !== 'gzip') {
    response.send(text)
    return
  }
  gzipped().then((compressed) => response.setHeader('Content-Encoding', 'gzip').send(compressed), next)
}
