/**
 * Rooms in memory, and in one file each that brings them back after the process has ended (roomFile.ts). One server a folder: a
 * second one is refused it, since both would write what the other has not read. Others may write into the folder, too. Whatever is no
 * plain file of this user, and of a bounded size, is not read and not removed.
 *
 * A last line without its end was never acknowledged: it is cut off. A line that does not decode, or does not follow from those
 * before, ends the reading, and the room gets a new epoch, so that every browser takes all of it again.
 */
import { constants } from 'node:fs'
import { access, type FileHandle, mkdir, readdir, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import { ROOM_ID } from '../../protocol/room.ts'
import { lookAt, mayBeWritten, openPlainFile, readWhole, writerOf } from '../recordings/plainFile.ts'
import { decodeEntry, follows } from './entryShape.ts'
import { claimFolder, type FolderClaim } from './folderClaim.ts'
import { type Journal, openMemoryStore, WholeRoom } from './memoryStore.ts'
import { COMPACT_BYTES, ROOM_FILE_BYTES, RoomFile, type RoomPlace } from './roomFile.ts'
import { newEpoch } from './secrets.ts'
import { type RoomStore, StoreAway } from './store.ts'

const ENDING = '.ndjson'
/** A file that tells no room goes after this time, which is more than the longest life of a room. */
const STRANGE_MS = 72 * 60 * 60 * 1000

/** Rejects with an Error that names the cure if the folder cannot be written, or belongs to another server. A larger file than `compactBytes` is compacted. */
export async function openFileStore(folder: string, log: Logger, now: () => number = Date.now, compactBytes = COMPACT_BYTES): Promise<RoomStore> {
  const claim = await prepare(folder)
  const placeOf = (id: string): RoomPlace => ({ folder, file: path.join(folder, id + ENDING), compactBytes, log })
  const found = await readRooms(folder, placeOf, now(), log).catch(async (problem) => {
    await claim.release()
    throw problem
  })
  const files = new Map(found.map(({ one, file }) => [one.room.id, file]))
  const journal = journalOf(files, placeOf, claim)
  // Of two rooms with one code, the newer has it.
  return openMemoryStore(
    now,
    journal,
    found.map(({ one }) => one).toSorted((a, b) => a.room.openedAt - b.room.openedAt),
  )
}

function journalOf(files: Map<string, RoomFile>, placeOf: (id: string) => RoomPlace, claim: FolderClaim): Journal {
  let closed = false
  /** After the end another server may have the folder. */
  const open = (): void => {
    if (closed) throw new StoreAway('the store is closed')
  }
  return {
    async write(one, entry) {
      open()
      const file = files.get(one.room.id) ?? new RoomFile(placeOf(one.room.id), null, 0)
      files.set(one.room.id, file)
      await file.write(one, entry)
    },
    async repaired(one) {
      open()
      await files.get(one.room.id)?.repaired(one)
    },
    async settled(one) {
      open()
      await files.get(one.room.id)?.settled(one)
    },
    async drop(id) {
      await files.get(id)?.remove()
      files.delete(id)
    },
    async close() {
      closed = true
      await Promise.all([...files.values()].map((file) => file.close()))
      await claim.release()
    },
  }
}

async function prepare(folder: string): Promise<FolderClaim> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(`classes cannot be stored in ${folder}: ${words(error)}. Name a folder that can be written in SPAWNSCOPE_DATA`)
  }
  return claimFolder(folder)
}

interface Found {
  one: WholeRoom
  file: RoomFile
}

/** The rooms of earlier servers. Removes those that are over, and what was not finished. */
async function readRooms(folder: string, placeOf: (id: string) => RoomPlace, now: number, log: Logger): Promise<Found[]> {
  const found: Found[] = []
  for (const name of await readdir(folder)) {
    const writer = writerOf(name)
    const id = name.endsWith(ENDING) ? name.slice(0, -ENDING.length) : ''
    if (writer === undefined && !ROOM_ID.test(id)) continue
    const stats = await lookAt(path.join(folder, name))
    if (!stats?.isFile() || stats.uid !== process.geteuid?.()) continue
    if (writer === undefined) {
      const room = await readRoom(id, placeOf(id), now, log)
      if (room) found.push(room)
    } else if (!mayBeWritten(writer, stats.mtimeMs)) await unlink(path.join(folder, name)).catch(() => {})
  }
  return found
}

async function readRoom(id: string, place: RoomPlace, now: number, log: Logger): Promise<Found | null> {
  const opened = await openPlainFile(place.file, constants.O_RDWR | constants.O_APPEND, ROOM_FILE_BYTES)
  if (opened?.stats.nlink !== 1) {
    await opened?.handle.close().catch(() => {})
    log.warn({ room: id }, 'the file of a class is too large, or no plain file of its own: it is left out')
    return null
  }
  const { handle, stats } = opened
  const close = (): Promise<void> => handle.close().catch(() => {})
  try {
    const content = await readWhole(handle, stats.size)
    const { one, fault } = replay(id, content)
    if (!one || now >= one.goesAt) {
      if (!one && fault) log.warn({ room: id, ...fault }, 'a file tells no class: it is left out')
      if (one || !fault || now - stats.mtimeMs > STRANGE_MS) await unlink(place.file)
      await close()
      return null
    }
    if (fault) {
      log.warn({ room: id, ...fault }, 'the file of a class is damaged: what follows is lost, and every browser takes the class again')
      await close()
      return await renewed(one, place, content.length)
    }
    return { one, file: new RoomFile(place, handle, await cut(handle, content)) }
  } catch (problem) {
    await close()
    log.warn({ room: id, reason: words(problem) }, 'the file of a class could not be read: it is left out')
    return null
  }
}

/** Cuts a last line without its end off. Gives the bytes that stay. */
async function cut(handle: FileHandle, content: Buffer): Promise<number> {
  const whole = content.lastIndexOf('\n') + 1
  if (whole < content.length) await handle.truncate(whole)
  return whole
}

/** State was lost: the room is another one for whoever remembers it. */
async function renewed(one: WholeRoom, place: RoomPlace, bytes: number): Promise<Found> {
  one.take({ of: 'room', room: { ...one.room, epoch: newEpoch() } })
  const file = new RoomFile(place, null, bytes)
  // If it fails, the room tries again before anybody reads it.
  await file.renew(one).catch(() => {})
  return { one, file }
}

interface Replayed {
  one: WholeRoom | null
  /** The first line that was not taken, from 1. */
  fault: { line: number; reason: string } | null
}

/** The room that the whole lines make. */
function replay(id: string, content: Buffer): Replayed {
  let one: WholeRoom | null = null
  let line = 0
  for (let from = 0, to = content.indexOf('\n'); to >= 0; from = to + 1, to = content.indexOf('\n', from)) {
    line += 1
    const verdict = decodeEntry(content.toString('utf8', from, to))
    if (!verdict.ok) return { one, fault: { line, reason: verdict.code } }
    const entry = verdict.value
    if (one && follows(one, entry)) one.take(entry)
    else if (!one && entry.of === 'room' && entry.room.id === id) one = new WholeRoom(entry.room)
    else return { one, fault: { line, reason: 'out of order' } }
  }
  return { one, fault: null }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
