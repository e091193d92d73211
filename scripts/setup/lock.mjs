/** One set-up at a time in this checkout: a second one waits; a dead owner's lock is taken over. */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './stamp.mjs'

const LOCK = path.join(ROOT, '.setup.lock')
const WAIT_MS = 200

export function withLock(step) {
  take()
  const release = () => rmSync(LOCK, { force: true })
  process.once('exit', release)
  try {
    return step()
  } finally {
    release()
    process.removeListener('exit', release)
  }
}

function take() {
  // Linked into place with the pid already in it: nobody can see a lock without an owner.
  const mine = `${LOCK}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    for (let told = false; !tryLink(mine); ) {
      const owner = ownerOf(LOCK)
      if (owner !== undefined && !alive(owner)) {
        rmSync(LOCK, { force: true })
        continue
      }
      if (!told && owner !== undefined) console.log(`spawnscope: another set-up is at work here (pid ${owner}); waiting for it`)
      told = true
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function tryLink(mine) {
  try {
    linkSync(mine, LOCK)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return undefined
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
