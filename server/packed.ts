/** A text that is made anew for each answer, compressed for who takes that. Built files lie compressed on the disk: page.ts. */
import { gzip } from 'node:zlib'
import type { NextFunction, Request, Response } from 'express'

/** Sends it; its type and the rest of its head are set before. */
export function sendPacked(request: Request, response: Response, next: NextFunction, text: string): void {
  response.vary('Accept-Encoding')
  if (request.acceptsEncodings('gzip') !== 'gzip') {
    response.send(text)
    return
  }
  gzip(text, (error, packed) => (error ? next(error) : response.setHeader('Content-Encoding', 'gzip').send(packed)))
}
