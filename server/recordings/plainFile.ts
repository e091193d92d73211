/**
 * Files in a folder that others can write into. A name there may be a link, a named pipe, a device or a file of any size, and may
 * become another one between two looks. So a file is opened once, without following a link and without waiting for a writer,
 * and what is asked about it is asked of the descriptor.
 */
import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import path from 'node:path'

/** The content of a plain file of at most `maxBytes`; null for whatever else has this name, or nothing. */
export async function readPlainFile(file: string, maxBytes: number): Promise<Buffer | null> {
  const opened = await openPlainFile(file, constants.O_RDONLY, maxBytes)
  if (!opened) return null
  try {
    return await readWhole(opened.handle, opened.stats.size)
  } catch {
    return null
  } finally {
    await opened.handle.close().catch(() => {})
  }
}

/** Opens a plain file of at most `maxBytes`, to be closed by the caller; null for whatever else has this name, or nothing. */
export async function openPlainFile(file: string, flags: number, maxBytes: number): Promise<{ handle: FileHandle; stats: Stats } | null> {
  const handle = await openQuietly(file, flags)
  if (!handle) return null
  const stats = await handle.stat().catch(() => null)
  if (stats?.isFile() && stats.size <= maxBytes) return { handle, stats }
  await handle.close().catch(() => {})
  return null
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
export async function readWhole(handle: FileHandle, size: number): Promise<Buffer> {
  const content = Buffer.alloc(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await handle.read(content, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return content.subarray(0, filled)
}

/** A name for a file that becomes another one by a rename. The pid alone is not enough: in two containers that share the folder, both servers may have the same. */
export function unfinishedIn(folder: string): string {
  return path.join(folder, `${process.pid}-${randomBytes(9).toString('hex')}.tmp`)
}

/** The pid in a name of `unfinishedIn`; undefined for every other name. */
export function writerOf(name: string): number | undefined {
  const pid = /^(\d+)-[0-9a-f]+\.tmp$/.exec(name)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** Another server may share the folder. The files that it is writing must stay. One with our pid is of an earlier server if it is older than we are. */
export function mayBeWritten(pid: number, writtenMs: number): boolean {
  if (pid === process.pid) return writtenMs >= performance.timeOrigin
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function openQuietly(file: string, flags: number): Promise<FileHandle | null> {
  return await open(file, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY, 0o600).catch(() => null)
}
