/**
 * Makes the folder that becomes /app. A server that is root starts runs as a user that may not be able to search
 * the folders of the checkout. So runs get a copy that belongs to root and that nobody else can write.
 */
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { lives, OWN_ID } from '../helper/sweep.ts'

const PREFIX = 'spawnscope-app-'

export interface RunStage {
  folder: string
  remove(): void
}

export function stageCopy(app: string): RunStage {
  sweep()
  const folder = mkdtempSync(path.join(tmpdir(), `${PREFIX}${OWN_ID}-`))
  try {
    cpSync(app, folder, { recursive: true })
    chmodSync(folder, 0o755)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Removes the copies of servers that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const server = new RegExp(`^${PREFIX}(\\d+-\\d+)-`).exec(name)?.[1]
    const folder = path.join(tmpdir(), name)
    if (server === undefined || lives(server) || lstatSync(folder, { throwIfNoEntry: false })?.uid !== process.geteuid?.()) continue
    rmSync(folder, { recursive: true, force: true })
  }
}
