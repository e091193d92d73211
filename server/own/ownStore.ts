/**
 * Compiled programs, each in a folder of its own that a run sees read-only. They live as long as the server, and the one not used for
 * longest makes room for others.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { OwnFile } from '../../protocol/own.ts'
import type { OwnStart } from '../capabilities/checkOwn.ts'
import { makeOwnFolder, removeFolder } from '../helper/ownFolder.ts'
import { MADE } from './toolchains.ts'

/** What is known of a program besides its files. */
export interface OwnEntry extends Omit<OwnStart, 'folder'> {
  /** What the compiler said: warnings are told to whoever gets the program. */
  said: string
}

export interface OwnStore {
  /** A program and its folder; undefined: it is not here. It counts as used now. */
  find(key: string): (OwnEntry & { folder: string }) | undefined
  /** Stores a program: its files, and what was compiled of them. Whatever is stored under the key stays as it is. */
  keep(key: string, entry: OwnEntry, files: readonly OwnFile[], program: Buffer | null): void
  readonly bytes: number
  close(): void
}

/** Throws if TMPDIR cannot be written. */
export function openOwnStore(mostBytes: number): OwnStore {
  const root = makeOwnFolder('spawnscope-programs-')
  chmodSync(root, 0o711)
  /** The least recently used first. */
  const stored = new Map<string, { entry: OwnEntry; bytes: number }>()
  let total = 0
  const folder = (key: string): string => path.join(root, key)

  function makeRoom(): void {
    for (const [key, { bytes }] of stored) {
      if (total <= mostBytes || stored.size === 1) return
      rmSync(folder(key), { recursive: true, force: true })
      stored.delete(key)
      total -= bytes
    }
  }

  return {
    find(key) {
      const one = stored.get(key)
      if (!one) return undefined
      stored.delete(key)
      stored.set(key, one)
      return { ...one.entry, folder: folder(key) }
    },
    keep(key, entry, files, program) {
      if (stored.has(key)) return
      rmSync(folder(key), { recursive: true, force: true })
      mkdirSync(folder(key))
      let bytes = (program?.length ?? 0) + Buffer.byteLength(entry.said)
      for (const { name, content } of files) {
        writeFileSync(path.join(folder(key), name), content, { flag: 'wx', mode: 0o444 })
        bytes += Buffer.byteLength(content)
      }
      if (program) writeFileSync(path.join(folder(key), path.basename(MADE)), program, { flag: 'wx', mode: 0o555 })
      // mkdir and open obey the umask; the user of the runs has to enter.
      chmodSync(folder(key), 0o755)
      stored.set(key, { entry, bytes })
      total += bytes
      makeRoom()
    },
    get bytes() {
      return total
    },
    close: () => removeFolder(root),
  }
}
