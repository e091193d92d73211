/** The page: built files from dist/client, or Vite inside this server in development. */
import { existsSync, readFileSync } from 'node:fs'
import type { Server, ServerResponse } from 'node:http'
import path from 'node:path'
import { type RequestHandler, Router } from 'express'
import staticFiles from 'express-static-gzip'
import { sendCompressed } from './compressed.ts'
import { admitStyles, asFile, NONCE_MARK } from './securityHeaders.ts'

/** Makes the handler of the page. In development Vite needs the HTTP server for its own socket. */
export type PageMaker = (http: Server) => Promise<{ handler: RequestHandler; close(): Promise<void> }>

/** The paths of the page. Those that other sites may frame are the same page, without its bar. */
const PAGES = new Map([
  ['/', { framed: false }],
  ['/index.html', { framed: false }],
  ['/embed', { framed: true }],
  ['/atlas-row', { framed: true }],
])

/** The built page. Browsers may cache hashed assets for ever, but not the page itself, because of its nonce. */
export function builtPage(root: string): PageMaker {
  return async () => {
    const folder = path.join(root, 'dist/client')
    const index = path.join(folder, 'index.html')
    const html = existsSync(index) ? readFileSync(index, 'utf8') : null
    const compressed = { enableBrotli: true, orderPreference: ['br', 'gz'], index: false }
    const files = staticFiles(folder, { ...compressed, serveStatic: { setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache') } })
    // The name of an asset changes with its content, so nothing is ever asked again.
    const unasked = { etag: false, lastModified: false, acceptRanges: false, setHeaders: setAssetHeaders }
    const assets = staticFiles(path.join(folder, 'assets'), { ...compressed, serveStatic: unasked })
    const handler = Router()
    handler.use('/assets', assets)
    handler.use((request, response, next) => {
      const page = PAGES.get(request.path)
      if (!html || !page || (request.method !== 'GET' && request.method !== 'HEAD')) return files(request, response, next)
      const nonce = admitStyles(response, page.framed)
      response.setHeader('Cache-Control', 'no-store')
      // The page holds nothing that a client sent, so its compressed length cannot reveal the nonce (BREACH).
      sendCompressed(request, response.type('html'), next, html.replaceAll(NONCE_MARK, nonce))
    })
    return { handler, close: async () => {} }
  }
}

/** `file` is the path on disk, possibly of a compressed file. */
function setAssetHeaders(response: ServerResponse, file: string): void {
  asFile(response, /\.js(\.br|\.gz)?$/.test(file))
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
}

/** Vite in middleware mode, its hot-reload socket on the same port. */
export function developmentPage(root: string): PageMaker {
  return async (http) => {
    const { createServer } = await import('vite')
    const vite = await createServer({
      configFile: path.join(root, 'vite.config.ts'),
      appType: 'spa',
      server: { middlewareMode: { server: http }, ws: { server: http, path: '__vite_hmr' } },
    })
    return { handler: vite.middlewares, close: () => vite.close() }
  }
}
