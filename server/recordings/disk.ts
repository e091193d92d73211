/**
 * Recordings on disk, one file each. `keep` writes a temporary file, syncs it, renames it and syncs the folder,
 * and only then acknowledges the recording. So a file with its final name is complete, whenever the process or
 * the machine stops. A file `ID.pin` beside `ID.ndjson` pins the recording; `touch` is enough. `ID.brief.ndjson` is of a visitor's
 * program: it is removed when it is OWN_RECORDING_MS old, whatever pins it.
 *
 * Others may share the folder: another server, or somebody who plants things there. Whatever is no plain file of this user and of
 * the size of a recording is not counted, not read, and not removed.
 */
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import path from 'node:path'
import { OWN_RECORDING_MS } from '../limits.ts'
import { lookAt, mayBeWritten, readPlainFile, touchPlainFile, unfinishedIn, writerOf } from './plainFile.ts'
import { hasId, isRecordingId, type Recordings, recordingIdOf } from './recordings.ts'

const ENDING = '.ndjson'
const BRIEF_ENDING = '.brief.ndjson'
/** How often a server looks for brief recordings that are too old. */
const SWEEP_MS = 10 * 60 * 1000

/** A recording that this server stored, or found at its start. */
interface Stored {
  bytes: number
  /** Which file it is. Another one under its name is not ours. */
  inode: number
  brief: boolean
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
  const fileOf = (id: string, brief = false): string => path.join(folder, id + (brief ? BRIEF_ENDING : ENDING))
  const pinOf = (id: string): string => path.join(folder, `${id}.pin`)

  async function remove(id: string, one: Stored): Promise<void> {
    const file = fileOf(id, one.brief)
    if (isThis(one, await lookAt(file))) await unlink(file).catch(() => {})
    if (stored.delete(id)) total -= one.bytes
  }

  async function evict(): Promise<void> {
    for (const [id, one] of stored) {
      if (total <= maxBytes) return
      if (one.brief || !(await lookAt(pinOf(id)))) await remove(id, one)
    }
  }

  async function sweep(): Promise<void> {
    for (const [id, one] of stored) if (one.brief && !(await isYoung(fileOf(id, true)))) await remove(id, one)
  }

  await sweep()
  const sweeping = setInterval(() => void sweep().catch(() => {}), SWEEP_MS)
  sweeping.unref()
  return {
    async keep(content, brief = false) {
      const id = recordingIdOf(content)
      if (content.length > maxFile) throw new Error(`a recording of ${content.length} bytes is larger than recordings may be`)
      const known = stored.get(id)
      if (known && isThis(known, await lookAt(fileOf(id, known.brief)))) return id
      const beside = unfinishedIn(folder)
      let inode = 0
      try {
        inode = await write(beside, content)
        await rename(beside, fileOf(id, brief))
      } catch (error) {
        await unlink(beside).catch(() => {})
        throw error
      }
      await syncFolder()
      if (!stored.has(id)) total += content.length
      stored.set(id, { bytes: content.length, inode, brief })
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
      const content = (await readPlainFile(fileOf(id), maxFile)) ?? ((await isYoung(fileOf(id, true))) ? await readPlainFile(fileOf(id, true), maxFile) : null)
      return content && (await hasId(content, id)) ? content : null
    },
    isBrief: async (id) => isRecordingId(id) && (await lookAt(fileOf(id))) === null && (await lookAt(fileOf(id, true))) !== null,
    async pin(id) {
      if (isRecordingId(id) && !(await lookAt(fileOf(id, true)))) await touchPlainFile(pinOf(id))
    },
    async unpin(id) {
      if (isRecordingId(id)) await unlink(pinOf(id)).catch(() => {})
    },
    size: async () => ({ count: stored.size, bytes: total }),
    close: async () => clearInterval(sweeping),
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
    const brief = name.endsWith(BRIEF_ENDING)
    const id = name.endsWith(ENDING) ? name.slice(0, -(brief ? BRIEF_ENDING : ENDING).length) : ''
    if (unfinished === undefined && !isRecordingId(id)) continue
    const stats = await lookAt(file)
    if (!stats?.isFile() || stats.uid !== process.geteuid?.()) continue
    if (unfinished !== undefined) {
      if (!mayBeWritten(unfinished, stats.mtimeMs)) await unlink(file).catch(() => {})
    } else if (stats.size <= maxFile) found.push({ id, stored: { bytes: stats.size, inode: stats.ino, brief }, when: stats.mtimeMs })
  }
  return new Map(found.toSorted((a, b) => a.when - b.when).map(({ id, stored }) => [id, stored]))
}

/** False for what is not there. */
async function isYoung(file: string): Promise<boolean> {
  const stats = await lookAt(file)
  return stats !== null && Date.now() - stats.mtimeMs < OWN_RECORDING_MS
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
