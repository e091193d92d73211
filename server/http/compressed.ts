/** Compresses the text of an answer for clients that accept it. Built files are compressed on disk already: page.ts. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/** The better one first. Browsers offer brotli only over https, and on the machine itself. */
const ENCODINGS = ['br', 'gzip'] as const
type Encoding = (typeof ENCODINGS)[number]

interface Compressed {
  text: string
  as: (encoding: Encoding) => Promise<Buffer>
}

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

/** The best that brotli does takes a hundred times as long: only for what is compressed once. */
const ONCE = constants.BROTLI_MAX_QUALITY
const EACH_TIME = 5
const known = new WeakMap<object, Compressed>()

/** Sends a text that differs from answer to answer. The caller has set the headers. */
export function sendCompressed(request: Request, response: Response, next: NextFunction, text: string): void {
  send(request, response, next, { text, as: (encoding) => packed(text, encoding, EACH_TIME) })
}

/** Sends a value that is the same for everyone, as JSON: serialised and compressed once. It must not change afterwards. */
export function sendKnown(request: Request, response: Response, next: NextFunction, value: object): void {
  const compressed = known.get(value) ?? compressedOnce(JSON.stringify(value))
  known.set(value, compressed)
  send(request, response.type('json'), next, compressed)
}

function compressedOnce(text: string): Compressed {
  const made = new Map<Encoding, Promise<Buffer>>()
  return {
    text,
    as: (encoding) => {
      const before = made.get(encoding) ?? packed(text, encoding, ONCE)
      made.set(encoding, before)
      return before
    },
  }
}

function packed(text: string, encoding: Encoding, quality: number): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(text)
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
  return brotlied(text, { params })
}

function send(request: Request, response: Response, next: NextFunction, { text, as }: Compressed): void {
  response.vary('Accept-Encoding')
  const encoding = ENCODINGS.find((one) => request.acceptsEncodings(one) === one)
  if (!encoding) {
    response.send(text)
    return
  }
  as(encoding).then((compressed) => response.setHeader('Content-Encoding', encoding).send(compressed), next)
}
