/**
 * What a person sees of the set-up: a line a step, with its seconds. What a step's own programs say is shown only if it fails:
 * a newcomer cannot tell a bundler's advice from a fault.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './stamp.mjs'

const MOST_WORDS = 64 * 1024 * 1024

/** How many steps there were. */
let steps = 0

/** @template T @param {string} what Stands behind "spawnscope: ". @param {() => T} work @returns {T} */
export function step(what, work) {
  const began = performance.now()
  steps += 1
  // The set-up of npm pack hands its words on to standard error (scripts/prepack.mjs).
  console.log(`spawnscope: ${what} …`)
  const made = work()
  console.log(`spawnscope:   done, ${seconds(began)}`)
  return made
}

/** After the last step, if there was any. @param {number} began Of performance.now(). */
export function sumUp(began) {
  if (steps > 0) console.log(`spawnscope: set up in ${seconds(began)}. Until something changes, the next start skips all of this.`)
}

const seconds = (began) => `${Math.round((performance.now() - began) / 1000)} s`

/** Runs a program of a step. Its words go to the terminal only if it fails. */
export function runQuietly(command, args, env = {}) {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    maxBuffer: MOST_WORDS,
  })
  if (status === 0) {
    // What we say ourselves is meant for whoever reads this.
    for (const line of String(stderr).split('\n')) if (line.startsWith('spawnscope: ')) console.log(line)
    return { ok: true }
  }
  process.stderr.write(Buffer.concat([stdout ?? Buffer.alloc(0), stderr ?? Buffer.alloc(0)]))
  return { ok: false, why: error?.message ?? `${path.basename(command)} ended with ${signal ?? status}` }
}
