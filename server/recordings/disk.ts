/**
 * Recordings on disk, one file each. `keep` writes a temporary file, syncs it, renames it and syncs the folder,
 * and only then acknowledges the recording. So a file with its final name is complete, whenever the process or
 * the machine stops. A file `ID.pin` beside `ID.ndjson` pins the recording; `touch` is enough.
 */
import { constants } from 'node:fs'
import { access, type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isRecordingId, type Recordings, recordingIdOf } from './recordings.ts'

const ENDING = '.ndjson'

/** Throws an Error that names the cure if `folder` cannot be written. `maxBytes` bounds all recordings together. */
export async function openDisk(folder: string, maxBytes: number): Promise<Recordings> {
  await prepare(folder)
  /** Oldest first. */
  const stored = await look(folder)
  let total = [...stored.values()].reduce((sum, bytes) => sum + bytes, 0)
  let temporary = 0
  let evicting: Promise<void> | undefined
  const syncFolder = grouped(() => sync(folder))
  const fileOf = (id: string): string => path.join(folder, id + ENDING)
  const pinOf = (id: string): string => path.join(folder, `${id}.pin`)

  async function evict(): Promise<void> {
    for (const [id, bytes] of stored) {
      if (total <= maxBytes) return
      if (await exists(pinOf(id))) continue
      await unlink(fileOf(id)).catch(() => {})
      if (stored.delete(id)) total -= bytes
    }
  }

  return {
    async keep(content) {
      const id = recordingIdOf(content)
      if (content.length > maxBytes) throw new Error(`a recording of ${content.length} bytes is larger than all recordings may be`)
      if (stored.has(id) && (await exists(fileOf(id)))) return id
      temporary += 1
      const beside = path.join(folder, `${process.pid}-${temporary}.tmp`)
      try {
        await write(beside, content)
        await rename(beside, fileOf(id))
      } catch (error) {
        await unlink(beside).catch(() => {})
        throw error
      }
      await syncFolder()
      if (!stored.has(id)) {
        stored.set(id, content.length)
        total += content.length
      }
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
      const content = await readFile(fileOf(id)).catch(() => null)
      return content && recordingIdOf(content) === id ? content : null
    },
    async pin(id) {
      if (isRecordingId(id)) await writeFile(pinOf(id), '')
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

/** Finds the recordings of earlier servers, and removes files that they did not finish. */
async function look(folder: string): Promise<Map<string, number>> {
  const found: { id: string; bytes: number; when: number }[] = []
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    if (name.endsWith('.tmp') && !alive(Number.parseInt(name, 10))) await unlink(file).catch(() => {})
    const id = path.basename(name, ENDING)
    if (!name.endsWith(ENDING) || !isRecordingId(id)) continue
    const { size, mtimeMs } = await stat(file)
    found.push({ id, bytes: size, when: mtimeMs })
  }
  return new Map(found.toSorted((a, b) => a.when - b.when).map(({ id, bytes }) => [id, bytes]))
}

/** Another server may share the folder. The files that it is writing must stay. */
function alive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function write(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
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

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
