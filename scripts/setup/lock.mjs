/** Allows one set-up at a time in this checkout. A second one waits, and takes over the lock of a dead owner. */
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
  // link(2) puts it into place with the pid already in it, so no lock is ever without an owner.
  const mine = `${LOCK}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    for (let waitReported = false; !tryLink(mine); ) {
      const owner = ownerOf(LOCK)
      if (owner !== undefined && !alive(owner)) {
        rmSync(LOCK, { force: true })
        continue
      }
      if (!waitReported && owner !== undefined) console.log(`spawnscope: another set-up is at work here (pid ${owner}); waiting for it`)
      waitReported = true
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
