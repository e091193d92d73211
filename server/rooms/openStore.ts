/** Opens the store of rooms: a Redis that several servers share, or a folder, or memory alone. */
import path from 'node:path'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { openFileStore } from './fileStore.ts'
import { FolderTaken } from './folderClaim.ts'
import { openMemoryStore } from './memoryStore.ts'
import { openRedisStore } from './redisStore.ts'
import type { RoomStore } from './store.ts'

/** `data`: the folder of all that this server stores. Rejects with an Error that names the cure. */
export async function openRoomStore({ redis, data }: { redis: Redis | null; data: string | null }, log: Logger): Promise<RoomStore> {
  if (redis) return openRedisStore(redis, log)
  if (data === null) return openMemoryStore()
  try {
    return await openFileStore(path.join(data, 'rooms'), log)
  } catch (problem) {
    if (!(problem instanceof FolderTaken)) throw problem
    log.warn(`${problem.message}. Until then the classes of this server end with it`)
    return openMemoryStore()
  }
}
