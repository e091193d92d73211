/**
 * The helper that a package brings, compiled beforehand for each machine. It is held against the table of its files, which a
 * copy on a stick or a broken download no longer matches, and copied where it can be executed if it cannot be where it lies.
 */
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Refusal } from '../../protocol/errors.ts'
import { refusal } from '../refusals.ts'

/** In the folder of prebuilt helpers: by `PLATFORM-ARCH/FILE`. scripts/package/buildPrebuilt.ts writes it. */
export const PREBUILT_TABLE = 'files.json'

export interface PrebuiltFile {
  sha256: string
  executable: boolean
}

/** `build`: the folder that holds `app`, as native/build does in a clone. */
export type FoundPrebuilt = { ok: true; build: string; helper: string } | { ok: false; refusal: Refusal }

export interface PrebuiltPlace {
  /** The folder of prebuilt helpers. */
  folder: string
  /** Where a copy may be stored. */
  data: string
}

const helperIn = (build: string): string => path.join(build, 'app/spawnscope')

/** Takes a few milliseconds: it reads every file of this machine's helper. */
export function findPrebuilt({ folder, data }: PrebuiltPlace, machine = `${process.platform}-${process.arch}`): FoundPrebuilt {
  const table = filesOf(folder, machine)
  if (table === null) return { ok: false, refusal: damaged(`${PREBUILT_TABLE} cannot be read`) }
  if (table.size === 0)
    return { ok: false, refusal: refusal('live_unavailable', `this package has no helper for ${machine}`, 'clone the project: npm start compiles one there') }
  const place = path.join(folder, machine)
  const fault = faultIn(place, table)
  if (fault !== null) return { ok: false, refusal: damaged(fault) }
  if (runsAt(place, table)) return { ok: true, build: place, helper: helperIn(place) }
  return copied(place, table, path.join(data, 'helper', nameOf(table)))
}

/** Null: there is no such table. Empty: it has nothing for this machine. */
function filesOf(folder: string, machine: string): Map<string, PrebuiltFile> | null {
  try {
    const all = JSON.parse(readFileSync(path.join(folder, PREBUILT_TABLE), 'utf8')) as Record<string, PrebuiltFile>
    const mine = Object.entries(all).filter(([file]) => file.startsWith(`${machine}/`))
    return new Map(mine.map(([file, facts]) => [file.slice(machine.length + 1), facts]))
  } catch {
    return null
  }
}

/** The first file that is not what the table says, in words; null if all are. */
function faultIn(place: string, table: ReadonlyMap<string, PrebuiltFile>): string | null {
  for (const [file, { sha256 }] of table) {
    const found = hashOf(path.join(place, file))
    if (found === null) return `${file} cannot be read`
    if (found !== sha256) return `${file} is not the one that was packed`
  }
  return null
}

function hashOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch {
    return null
  }
}

/** A stick may make every file executable, or none; a mount may forbid it. Either would change what a run shows. */
function runsAt(place: string, table: ReadonlyMap<string, PrebuiltFile>): boolean {
  return [...table].every(([file, { executable }]) => {
    const full = path.join(place, file)
    if (((statSync(full).mode & 0o111) !== 0) !== executable) return false
    return !executable || may(full, constants.X_OK)
  })
}

function may(file: string, what: number): boolean {
  try {
    accessSync(file, what)
    return true
  } catch {
    return false
  }
}

function copied(place: string, table: ReadonlyMap<string, PrebuiltFile>, build: string): FoundPrebuilt {
  try {
    if (faultIn(build, table) !== null) copyTo(place, table, build)
    if (runsAt(build, table)) return { ok: true, build, helper: helperIn(build) }
  } catch {
    // Said below: what matters is that there is no copy.
  }
  return {
    ok: false,
    refusal: refusal(
      'live_unavailable',
      `the helper of this package cannot be executed where it lies, nor as a copy in ${build}`,
      'name a folder whose file system lets programs run: --data DIR',
    ),
  }
}

/** Two servers may do so at once: whoever is second finds the copy of the first. */
function copyTo(place: string, table: ReadonlyMap<string, PrebuiltFile>, build: string): void {
  const beside = `${build}.${process.pid}`
  for (const [file, { executable }] of table) {
    const copy = path.join(beside, file)
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 })
    copyFileSync(path.join(place, file), copy)
    chmodSync(copy, executable ? 0o755 : 0o644)
  }
  rmSync(build, { recursive: true, force: true })
  try {
    renameSync(beside, build)
  } catch (error) {
    rmSync(beside, { recursive: true, force: true })
    if (faultIn(build, table) !== null) throw error
  }
}

/** Equal for equal files. */
function nameOf(table: ReadonlyMap<string, PrebuiltFile>): string {
  const hash = createHash('sha256')
  for (const [file, { sha256 }] of table) hash.update(`${file}\0${sha256}\0`)
  return hash.digest('hex').slice(0, 16)
}

const damaged = (fault: string): Refusal => refusal('live_unavailable', `the helper of this package is damaged: ${fault}`, 'install the package again')

/** What of the environment says where the helper is. */
interface Helped {
  prebuilt: string | null
  data: string
  helper: string
  build: string | null
}

/** The environment of a packaged server, with the helper that was found in the package; `noHelper`: why there is none. */
export function withPrebuilt<E extends Helped>(environment: E): E & { noHelper: Refusal | null } {
  // Other systems are told that they are no Linux, which is the reason that helps.
  if (environment.prebuilt === null || environment.build === null || process.platform !== 'linux') return { ...environment, noHelper: null }
  const found = findPrebuilt({ folder: environment.prebuilt, data: environment.data })
  if (!found.ok) return { ...environment, noHelper: found.refusal }
  return { ...environment, build: found.build, helper: found.helper, noHelper: null }
}
