/** A data folder into which somebody plants things: links, pipes, huge files, under the names of recordings. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const KINDS = ['dangling link', 'link to a device', 'named pipe', 'folder', 'file of 1 GB'] as const

/** Plants `count` of each kind, and gives the ids under which they would be asked for. */
export function plant(data: string, count: number): string[] {
  const folder = path.join(data, 'recordings')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return KINDS.flatMap((kind) =>
    Array.from({ length: count }, (_, n) => {
      const id = createHash('sha256').update(`${kind} ${n}`).digest('base64url').slice(0, 32)
      make(kind, path.join(folder, `${id}.ndjson`))
      return id
    }),
  )
}

function make(kind: (typeof KINDS)[number], file: string): void {
  switch (kind) {
    case 'dangling link':
      return symlinkSync('/no/such/file', file)
    case 'link to a device':
      return symlinkSync('/dev/zero', file)
    case 'named pipe':
      return void execFileSync('mkfifo', [file])
    case 'folder':
      return void mkdirSync(file)
    case 'file of 1 GB':
      writeFileSync(file, '')
      return truncateSync(file, 1024 ** 3)
  }
}

/** Asks for each as a recording, all at once, and gives how many of each status came. */
export async function askFor(url: string, ids: readonly string[]): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {}
  await Promise.all(
    ids.map(async (id) => {
      const response = await fetch(`${url}/api/recordings/${id}`)
      await response.arrayBuffer()
      statuses[response.status] = (statuses[response.status] ?? 0) + 1
    }),
  )
  return statuses
}
