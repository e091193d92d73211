/**
 * One server a folder. The claim is a socket in Linux's abstract namespace (unix(7)), named after the folder's inode: the kernel gives
 * it back when the process ends, however it ends, and no file is left that might be stale. Two containers do not see each other's.
 */
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:net'

export interface FolderClaim {
  release(): Promise<void>
}

/** Rejects with an Error that names the cure if another server has the folder. */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const { dev, ino } = await stat(folder)
  const server = createServer((socket) => socket.destroy())
  try {
    server.listen({ path: `\0spawnscope-rooms-${dev}-${ino}` })
    await once(server, 'listening')
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new FolderTaken(`another server stores its classes in ${folder}. Give each a SPAWNSCOPE_DATA of its own, or all one REDIS_URL`)
    // Other systems have no such names.
    return { release: async () => {} }
  }
  server.on('error', () => {})
  server.unref()
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export class FolderTaken extends Error {}
