/** Answers for tests as a server of plain files would, with the files that ship with the page. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { vi } from 'vitest'

const ROOT = path.join(import.meta.dirname, '../..')

/** Replaces `fetch`. Calls `holds` with the path before each answer, so that it can delay the answer or make it fail. */
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
