#!/usr/bin/env node
/** The command in a shell. `show` is ours; every other word is the helper's. Node's own modules only: nothing may be installed yet. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWith } from '../scripts/setup/complaint.mjs'
import { setUp } from '../scripts/setup.mjs'

const ROOT = path.resolve(import.meta.dirname, '..')
const words = process.argv.slice(2)

try {
  setUp()
} catch (error) {
  endWith(error)
}
if (words[0] === 'show') {
  process.env.SPAWNSCOPE_ROOT ??= ROOT
  await import(pathToFileURL(path.join(ROOT, 'dist/server/show.js')).href)
} else {
  // The terminal sends its signals to both; only the helper decides.
  for (const signal of ['SIGINT', 'SIGQUIT']) process.on(signal, () => {})
  const helper = spawn(path.join(ROOT, 'native/build/spawnscope'), words, { stdio: 'inherit' })
  helper.on('error', (error) => {
    console.error(`spawnscope: ${error.message}. Cure: npm run setup`)
    process.exitCode = 70
  })
  helper.on('exit', (status, signal) => {
    process.exitCode = status ?? 1
    if (signal) process.kill(process.pid, signal)
  })
}
