/** A folder in TMPDIR whose name says which server made it, so that the next server removes those of servers that were killed. */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ID, lives, OWN_ID } from './sweep.ts'

/** Makes one that only this user can read. Throws if TMPDIR cannot be written. */
export function makeOwnFolder(prefix: string): string {
  sweep(prefix)
  return mkdtempSync(path.join(tmpdir(), `${prefix}${OWN_ID}-`))
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

function sweep(prefix: string): void {
  for (const name of readdirSync(tmpdir())) {
    const server = new RegExp(`^${prefix}(${ID})-`).exec(name)?.[1]
    const folder = path.join(tmpdir(), name)
    if (server === undefined || lives(server) || lstatSync(folder, { throwIfNoEntry: false })?.uid !== process.geteuid?.()) continue
    removeFolder(folder)
  }
}
