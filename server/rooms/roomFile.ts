/**
 * The file of one room: an entry a line, appended. Entries of GROUP_MS go out in one write(2), and whoever waits for one of them waits
 * for that write. What write(2) has taken belongs to the kernel and outlives the process, also after kill -9. There is no fsync(2) for
 * it: a power cut may cost the last seconds.
 *
 * A file past COMPACT_BYTES is written anew beside, with the fewest entries that make the same room, and then renamed. So at each
 * moment the name leads to a file with all that was acknowledged.
 *
 * After a write has failed, what it left is cut off, and its entries go out with the next try, which everybody waits for.
 */
import { constants } from 'node:fs'
import { type FileHandle, open, rename, unlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { lookAt, unfinishedIn } from '../recordings/plainFile.ts'
import type { Entry, WholeRoom } from './memoryStore.ts'
import { StoreAway } from './store.ts'

/** How long an entry waits for others that share its write. */
const GROUP_MS = 20
/** How long the next try waits after a write has failed. */
const REPAIR_MS = 250
export const COMPACT_BYTES = 1024 * 1024
/** A thousand seats that vote in three rounds of a hundred questions make 27 MB, and a file grows to twice that. */
export const ROOM_FILE_BYTES = 128 * 1024 * 1024

export interface RoomPlace {
  folder: string
  file: string
  compactBytes: number
  log: Logger
}

export class RoomFile {
  readonly #place: RoomPlace
  /** Null: there is no file yet. Then the next write is a whole new one. */
  #handle: FileHandle | null
  #bytes: number
  #compactAt: number
  #failed = false
  /** What the room has taken and the file has not, nor a write under way. */
  #waiting: string[] = []
  #next: Promise<void> | null = null
  #last: Promise<void> = Promise.resolve()

  /** `handle`: open for appending to the `bytes` that are there. */
  constructor(place: RoomPlace, handle: FileHandle | null, bytes: number) {
    this.#place = place
    this.#handle = handle
    this.#bytes = bytes
    this.#compactAt = Math.max(place.compactBytes, bytes)
  }

  /** Both reject with StoreAway. `one` has taken the entry already, so a new file has it, too. */
  write(one: WholeRoom, entry: Entry): Promise<void> {
    this.#waiting.push(lineOf(entry))
    return this.#soon(one)
  }
  repaired(one: WholeRoom): Promise<void> {
    return this.#failed ? this.#soon(one) : Promise.resolve()
  }
  settled(one: WholeRoom): Promise<void> {
    return this.#failed ? this.#soon(one) : (this.#next ?? this.#last)
  }
  /** At once: for a room that was read with a fault. */
  renew(one: WholeRoom): Promise<void> {
    this.#failed = true
    this.#last = this.#flush(one)
    return this.#last
  }

  #soon(one: WholeRoom): Promise<void> {
    this.#next ??= this.#later(one)
    return this.#next
  }
  async #later(one: WholeRoom): Promise<void> {
    await sleep(this.#failed ? REPAIR_MS : GROUP_MS)
    await this.#last.catch(() => {})
    this.#last = this.#flush(one)
    this.#next = null
    await this.#last
  }

  async #flush(one: WholeRoom): Promise<void> {
    const lines = this.#waiting.splice(0)
    const room = one.room.id
    try {
      if (!this.#handle) await this.#begin(one)
      else if (this.#failed) await this.#mend(one, this.#handle, lines)
      else if (this.#bytes > this.#compactAt) await this.#compact(one, lines)
      else await this.#append(one, lines)
      if (this.#failed) this.#place.log.warn({ room }, 'the file of a class is written again')
      this.#failed = false
    } catch (problem) {
      this.#waiting.unshift(...lines)
      if (!this.#failed) this.#place.log.warn({ room, reason: String(problem) }, 'the file of a class could not be written: the class waits')
      this.#failed = true
      throw new StoreAway('the disk does not take it', { cause: problem })
    }
  }

  /** A disk with little room may take a line, and not a whole file beside. */
  async #mend(one: WholeRoom, handle: FileHandle, lines: readonly string[]): Promise<void> {
    try {
      await handle.truncate(this.#bytes)
      await this.#append(one, lines)
    } catch {
      await this.#begin(one)
    }
  }

  async #append(one: WholeRoom, lines: readonly string[]): Promise<void> {
    if (lines.length === 0 || !this.#handle) return
    // Somebody may have removed the file. What is written into it then is gone with this process.
    if ((await this.#handle.stat()).nlink !== 1) return this.#begin(one)
    const group = Buffer.from(lines.join(''))
    if (this.#bytes + group.length > ROOM_FILE_BYTES) throw new Error('the file of a class is too large')
    const { bytesWritten } = await this.#handle.write(group)
    if (bytesWritten < group.length) throw new Error('the disk took only a part')
    this.#bytes += group.length
  }

  /** If it fails, nothing is lost: the old file goes on. */
  async #compact(one: WholeRoom, lines: readonly string[]): Promise<void> {
    try {
      await this.#begin(one)
    } catch (problem) {
      this.#place.log.warn({ room: one.room.id, reason: String(problem) }, 'the file of a class could not be compacted')
      this.#compactAt = 2 * this.#bytes
      await this.#append(one, lines)
    }
  }

  /** A new file with the whole room, in place of what has its name. */
  async #begin(one: WholeRoom): Promise<void> {
    // The room has taken these already. Written after it, they would be there twice.
    const taken = this.#waiting.splice(0)
    const content = Buffer.from([...one.entries()].map(lineOf).join(''))
    const beside = unfinishedIn(this.#place.folder)
    let handle: FileHandle | undefined
    try {
      handle = await open(beside, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL, 0o600)
      await handle.writeFile(content)
      // What it replaces may be safe from a power cut already.
      if (this.#bytes > 0) await handle.datasync()
      await rename(beside, this.#place.file)
    } catch (problem) {
      this.#waiting.unshift(...taken)
      await handle?.close().catch(() => {})
      await unlink(beside).catch(() => {})
      throw problem
    }
    await this.#handle?.close().catch(() => {})
    this.#handle = handle
    this.#bytes = content.length
    this.#compactAt = Math.max(this.#place.compactBytes, 2 * content.length)
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#last).catch(() => {})
    await this.#handle?.close().catch(() => {})
    this.#handle = null
  }

  /** Closes and removes it, unless something else has its name by now. */
  async remove(): Promise<void> {
    await (this.#next ?? this.#last).catch(() => {})
    const ours = await this.#handle?.stat().catch(() => null)
    if (ours && (await lookAt(this.#place.file))?.ino === ours.ino) await unlink(this.#place.file).catch(() => {})
    await this.close()
  }
}

const lineOf = (entry: Entry): string => `${JSON.stringify(entry)}\n`
