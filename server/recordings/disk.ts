/**
 * Recordings on disk, one file each. `keep` writes a temporary file, syncs it, renames it and syncs the folder,
 * and only then acknowledges the recording. So a file with its final name is complete, whenever the process or
 * the machine stops. A file `ID.pin` beside `ID.ndjson` pins the recording; `touch` is enough.
 *
 * Others may share the folder: another server, or somebody who plants things there. Whatever is no plain file of this user and of
 * the size of a recording is not counted, not read, and not removed.
 */
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { lookAt, mayBeWritten, readPlainFile, touchPlainFile, unfinishedIn, writerOf } from './plainFile.ts'
import { hasId, isRecordingId, type Recordings, recordingIdOf } from './recordings.ts'

const ENDING = '.ndjson'

/** A recording that this server stored, or found at its start. */
interface Stored {
  bytes: number
  /** Which file it is. Another one under its name is not ours. */
  inode: number
}

/**
 * Throws an Error that names the cure if `folder` cannot be written. `maxBytes` bounds all recordings together,
 * `maxRecording` one of them.
 */
export async function openDisk(folder: string, maxBytes: number, maxRecording = maxBytes): Promise<Recordings> {
  await prepare(folder)
  const maxFile = Math.min(maxBytes, maxRecording)
  /** Oldest first. */
  const stored = await look(folder, maxFile)
  let total = [...stored.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  let evicting: Promise<void> | undefined
  const syncFolder = grouped(() => sync(folder))
  const fileOf = (id: string): string => path.join(folder, id + ENDING)
  const pinOf = (id: string): string => path.join(folder, `${id}.pin`)

  async function evict(): Promise<void> {
    for (const [id, one] of stored) {
      if (total <= maxBytes) return
      if (await lookAt(pinOf(id))) continue
      if (isThis(one, await lookAt(fileOf(id)))) await unlink(fileOf(id)).catch(() => {})
      if (stored.delete(id)) total -= one.bytes
    }
  }

  return {
    async keep(content) {
      const id = recordingIdOf(content)
      if (content.length > maxFile) throw new Error(`a recording of ${content.length} bytes is larger than recordings may be`)
      const known = stored.get(id)
      if (known && isThis(known, await lookAt(fileOf(id)))) return id
      const beside = unfinishedIn(folder)
      let inode = 0
      try {
        inode = await write(beside, content)
        await rename(beside, fileOf(id))
      } catch (error) {
        await unlink(beside).catch(() => {})
        throw error
      }
      await syncFolder()
      if (!stored.has(id)) total += content.length
      stored.set(id, { bytes: content.length, inode })
      if (total > maxBytes) {
        evicting ??= evict().finally(() => {
          evicting = undefined
        })
        await evicting
      }
      return id
    },
    async get(id) {
      if (!isRecordingId(id)) return null
      const content = await readPlainFile(fileOf(id), maxFile)
      return content && (await hasId(content, id)) ? content : null
    },
    async pin(id) {
      if (isRecordingId(id)) await touchPlainFile(pinOf(id))
    },
    async unpin(id) {
      if (isRecordingId(id)) await unlink(pinOf(id)).catch(() => {})
    },
    size: async () => ({ count: stored.size, bytes: total }),
    close: async () => {},
  }
}

async function prepare(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`recordings cannot be stored in ${folder}: ${words(error)}. Name a folder that can be written in SPAWNSCOPE_DATA`)
  }
}

/** Finds the recordings of earlier servers, and removes files that they did not finish. Whatever else is there, or goes meanwhile, is left out. */
async function look(folder: string, maxFile: number): Promise<Map<string, Stored>> {
  const found: { id: string; stored: Stored; when: number }[] = []
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const unfinished = writerOf(name)
    const id = name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : ''
    if (unfinished === undefined && !isRecordingId(id)) continue
    const stats = await lookAt(file)
    if (!stats?.isFile() || stats.uid !== process.geteuid?.()) continue
    if (unfinished !== undefined) {
      if (!mayBeWritten(unfinished, stats.mtimeMs)) await unlink(file).catch(() => {})
    } else if (stats.size <= maxFile) found.push({ id, stored: { bytes: stats.size, inode: stats.ino }, when: stats.mtimeMs })
  }
  return new Map(found.toSorted((a, b) => a.when - b.when).map(({ id, stored }) => [id, stored]))
}

function isThis({ inode, bytes }: Stored, stats: Stats | null): boolean {
  return stats?.isFile() === true && stats.ino === inode && stats.size === bytes
}

/** Gives the inode. */
async function write(file: string, content: Buffer): Promise<number> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
    return (await handle.stat()).ino
  } finally {
    await handle.close()
  }
}

async function sync(folder: string): Promise<void> {
  const handle: FileHandle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Calls that come while `work` runs share its next run, which begins after all of them came. */
function grouped(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  const begin = (): Promise<void> => {
    const mine = work().finally(() => {
      if (current === mine) current = undefined
    })
    current = mine
    return mine
  }
  return () => {
    if (!current) return begin()
    next ??= current
      .catch(() => {})
      .then(() => {
        next = undefined
        return begin()
      })
    return next
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
