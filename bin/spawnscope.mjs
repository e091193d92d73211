#!/usr/bin/env node
/**
 * The command in a shell, of a clone and of a package. A clone is set up first; a package brings everything built. What the words
 * mean is in server/command/command.ts. Node's own modules only, and nothing that an old Node could not read.
 */
import { existsSync } from 'node:fs'
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
else process.env.SPAWNSCOPE_PREBUILT = path.join(ROOT, 'prebuilt')
// The helper, and so a traced program, gets neither of the two (server/callersEnvironment.ts).
process.env.SPAWNSCOPE_ROOT = ROOT
await import(pathToFileURL(path.join(ROOT, 'dist/server/command.js')).href)

async function setUpClone() {
  const { setUp } = await import(pathToFileURL(SET_UP).href)
  const { endWith } = await import(pathToFileURL(path.join(ROOT, 'scripts/setup/complaint.mjs')).href)
  // What the helper prints may go into a file or a pipe, and nothing else may.
  const say = console.log
  console.log = console.error
  try {
    setUp()
  } catch (error) {
    endWith(error)
  }
  console.log = say
}
