/** Texts of answers, compressed for who takes that. Built files lie compressed on the disk: page.ts. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

interface Packed {
  text: string
  gzipped: () => Promise<Buffer>
}

const pack = promisify(gzip)
const known = new WeakMap<object, Packed>()

/** Sends a text that is made anew for each answer; its type and the rest of its head are set before. */
export function sendPacked(request: Request, response: Response, next: NextFunction, text: string): void {
  send(request, response, next, { text, gzipped: () => pack(text) })
}

/** Sends a value that is the same for all who ask, as JSON: spelt and compressed once. It must not change afterwards. */
export function sendKnown(request: Request, response: Response, next: NextFunction, value: object): void {
  const packed = known.get(value) ?? packedOnce(JSON.stringify(value))
  known.set(value, packed)
  send(request, response.type('json'), next, packed)
}

function packedOnce(text: string): Packed {
  let gzipped: Promise<Buffer> | undefined
  return {
    text,
    gzipped: () => {
      gzipped ??= pack(text)
      return gzipped
    },
  }
}

function send(request: Request, response: Response, next: NextFunction, { text, gzipped }: Packed): void {
  response.vary('Accept-Encoding')
  if (request.acceptsEncodings('gzip') !== 'gzip') {
    response.send(text)
    return
  }
  gzipped().then((packed) => response.setHeader('Content-Encoding', 'gzip').send(packed), next)
}
