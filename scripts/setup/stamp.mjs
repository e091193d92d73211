/** Tells whether anything changed since a step ran: a stamp is a hash of everything that the step reads. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../..')
const STAMPS = path.join(ROOT, 'node_modules/.cache/spawnscope')
/** Outputs of steps, which are no inputs. */
const MADE = new Set(['build', 'node_modules', 'dist', 'test-results'])

/** SHA-256 over the names and contents of files and folders (relative to the root) and some strings. */
export function hashOf(places, words = []) {
  const hash = createHash('sha256')
  for (const word of [process.platform, process.arch, process.version, ...words]) hash.update(`${word}\0`)
  for (const place of places) addTo(hash, place)
  return hash.digest('hex')
}

function addTo(hash, place) {
  const full = path.join(ROOT, place)
  const stat = statSync(full, { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isDirectory()) {
    for (const name of readdirSync(full).sort()) if (!MADE.has(name)) addTo(hash, path.join(place, name))
    return
  }
  hash.update(`${place}\0${stat.mode & 0o111}\0`).update(readFileSync(full))
}

/** Runs `step`, unless its stamp says that nothing changed and everything that it `makes` exists. */
export function unlessFresh(name, hash, makes, step) {
  const file = path.join(STAMPS, name)
  const there = makes.every((made) => statSync(path.join(ROOT, made), { throwIfNoEntry: false }))
  if (there && read(file) === hash) return false
  // An interrupted step must not look finished.
  rmSync(file, { force: true })
  step()
  mkdirSync(STAMPS, { recursive: true })
  writeFileSync(file, hash)
  return true
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
