/**
 * Files in a folder that others can write into. A name there may be a link, a named pipe, a device or a file of any size, and may
 * become another one between two looks. So a file is opened once, without following a link and without waiting for a writer,
 * and what is asked about it is asked of the descriptor.
 */
import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'

/** The content of a plain file of at most `maxBytes`; null for whatever else has this name, or nothing. */
export async function readPlainFile(file: string, maxBytes: number): Promise<Buffer | null> {
  const handle = await openQuietly(file, constants.O_RDONLY)
  if (!handle) return null
  try {
    const stats = await handle.stat()
    return stats.isFile() && stats.size <= maxBytes ? await readWhole(handle, stats.size) : null
  } catch {
    return null
  } finally {
    await handle.close().catch(() => {})
  }
}

/** Makes an empty file of this name. Whatever has the name already stays as it is. */
export async function touchPlainFile(file: string): Promise<void> {
  const handle = await openQuietly(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL)
  await handle?.close()
}

/** What has this name, without following a link; null if nothing has, or if it went meanwhile. */
export async function lookAt(file: string): Promise<Stats | null> {
  return await lstat(file).catch(() => null)
}

/** Bounded by the size that was checked: the file may grow meanwhile. */
async function readWhole(handle: FileHandle, size: number): Promise<Buffer> {
  const content = Buffer.alloc(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await handle.read(content, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return content.subarray(0, filled)
}

async function openQuietly(file: string, flags: number): Promise<FileHandle | null> {
  return await open(file, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY, 0o600).catch(() => null)
}
