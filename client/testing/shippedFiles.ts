/** The files that ship with the page, as a server of plain files would answer, for tests. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { vi } from 'vitest'

const ROOT = path.join(import.meta.dirname, '../..')

/** In place of `fetch`. `holds` may keep an answer back, or have it fail: it is asked with the path before each. */
export function serveShippedFiles(holds: (path: string) => Promise<void> | undefined = () => undefined): void {
  vi.stubGlobal('fetch', async (url: URL) => {
    await holds(url.pathname)
    try {
      return new Response(await readFile(path.join(ROOT, url.pathname)))
    } catch {
      return new Response('', { status: 404 })
    }
  })
}
