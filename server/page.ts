/** The page: built files from dist/client, or Vite inside this server in development. */
import path from 'node:path'
import sirv from 'sirv'
import type { PageMaker } from './serve.ts'

/** The built page. Hashed assets may be kept for ever; the page itself is asked for anew. */
export function builtPage(root: string): PageMaker {
  return async () => ({ handler: sirv(path.join(root, 'dist/client'), { etag: true, setHeaders }), close: async () => {} })
}

function setHeaders(response: { setHeader(name: string, value: string): unknown }, pathname: string): void {
  response.setHeader('Cache-Control', pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
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
