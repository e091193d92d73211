#!/usr/bin/env node
/**
 * The command in a shell, of a clone and of a package. A clone is set up first; a package brings everything built. What the words
 * mean is in server/command/command.ts. Node's own modules only, and nothing that an old Node could not read.
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nodeComplaint } from './checkNode.mjs'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const SET_UP = path.join(ROOT, 'scripts/setup.mjs')
const isClone = existsSync(SET_UP)

const complaint = nodeComplaint()
if (complaint !== null) {
  console.error(`spawnscope: ${complaint}`)
  process.exit(1)
}
if (isClone) await setUpClone()
else takePackage()
process.env.SPAWNSCOPE_ROOT = ROOT
process.env.NODE_ENV = 'production'
await import(pathToFileURL(path.join(ROOT, 'dist/server/command.js')).href)

async function setUpClone() {
  const { setUp } = await import(pathToFileURL(SET_UP).href)
  const { endWith } = await import(pathToFileURL(path.join(ROOT, 'scripts/setup/complaint.mjs')).href)
  try {
    setUp()
  } catch (error) {
    endWith(error)
  }
}

/** Nothing is written where a package is installed: it may belong to somebody else. */
function takePackage() {
  process.env.SPAWNSCOPE_PREBUILT = path.join(ROOT, 'prebuilt')
  const { XDG_DATA_HOME: data, STATE_DIRECTORY: service } = process.env
  // As the XDG base directories have it: a relative one is ignored.
  const home = data !== undefined && path.isAbsolute(data) ? data : path.join(homedir(), '.local/share')
  if (service === undefined) process.env.SPAWNSCOPE_DATA ??= path.join(home, 'spawnscope')
}
