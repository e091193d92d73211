/**
 * Makes the folder that becomes /app. A server that is root starts runs as a user that may not be able to search
 * the folders of the checkout. So runs get a copy that belongs to root and that nobody else can write.
 */
import { chmodSync, cpSync } from 'node:fs'
import { makeOwnFolder, removeFolder } from '../helper/ownFolder.ts'

export interface RunStage {
  folder: string
  remove(): void
}

export function stageCopy(app: string): RunStage {
  const folder = makeOwnFolder('spawnscope-app-')
  try {
    cpSync(app, folder, { recursive: true })
    chmodSync(folder, 0o755)
  } catch (error) {
    removeFolder(folder)
    throw error
  }
  return { folder, remove: () => removeFolder(folder) }
}
