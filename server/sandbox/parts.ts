/** Finds the parts of the sandbox on this machine, once at start. Paths are absolute, because the server's PATH may differ from its user's. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import path from 'node:path'
import type { SandboxCode } from '../../protocol/sandbox.ts'
import type { Parts } from './containedCommand.ts'
import { FOUND, said } from './found.ts'
import { stageCopy } from './stage.ts'

const BWRAP_PLACES = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap']
/** The first version with --disable-userns. */
const BWRAP_SINCE = [0, 8, 0] as const

export interface PartsOptions {
  /** The folder the helper was built into. */
  build: string
  runUid: number
  /** Another bwrap than the system's, for tests. */
  bwrap?: string
  specimens?: Readonly<Record<string, string>>
}

export type FoundParts =
  | { ok: true; parts: Parts; bwrap: { code: SandboxCode; found: string } | null; remove(): void }
  | { ok: false; code: SandboxCode; found: string }

/** `bwrap` of the result: what is wrong with it; null if it is usable. */
export function findParts({ build, runUid, bwrap, specimens = {} }: PartsOptions): FoundParts {
  const app = path.join(build, 'app')
  const supervisor = path.join(app, 'spawnscope-supervisor')
  const [staticHelper, dynamicHelper] = [existsSync(path.join(app, 'spawnscope')), existsSync(path.join(app, 'spawnscope-dynamic'))]
  if (!staticHelper && !dynamicHelper) return { ok: false, code: 'helper_missing', found: said(FOUND.notThere, app) }
  if (!isExecutable(supervisor)) return { ok: false, code: 'supervisor_missing', found: said(FOUND.notThere, supervisor) }
  if (!existsSync('/proc/self/stat')) return { ok: false, code: 'proc_hidden', found: said(FOUND.notThere, '/proc/self/stat') }
  const root = process.geteuid?.() === 0
  if (root) {
    const taken = accountOf(runUid)
    if (taken) return { ok: false, code: 'user_taken', found: said(FOUND.userTaken, runUid, taken) }
  }
  const stage = root ? stageCopy(app) : { folder: app, remove: () => {} }
  const file = bwrap ?? BWRAP_PLACES.find(isExecutable) ?? BWRAP_PLACES[0] ?? ''
  const parts: Parts = {
    supervisor,
    app: stage.folder,
    staticHelper,
    dynamicHelper,
    bwrap: file,
    dropTo: root ? runUid : null,
    specimens,
    rootLinks: Object.fromEntries(['/bin', '/sbin', '/lib', '/lib32', '/lib64'].filter((name) => existsSync(name)).map((name) => [name, linkOf(name)])),
  }
  return { ok: true, parts, bwrap: faultOf(file), remove: stage.remove }
}

function faultOf(file: string): { code: SandboxCode; found: string } | null {
  if (!isExecutable(file)) return { code: 'bwrap_missing', found: said(FOUND.notThere, file) }
  if ((statSync(file).mode & constants.S_IFMT) !== constants.S_IFREG || (statSync(file).mode & 0o4000) !== 0) return { code: 'bwrap_setuid', found: file }
  const version = spawnSync(file, ['--version'], { encoding: 'utf8', env: {}, timeout: 5_000 }).stdout?.trim() ?? ''
  if (!isSince(version)) return { code: 'bwrap_old', found: version || said(FOUND.noVersion, file) }
  return null
}

function isSince(version: string): boolean {
  const numbers = /(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [0, 0, 0]
  for (const [at, least] of BWRAP_SINCE.entries()) if (numbers[at] !== least) return (numbers[at] ?? 0) > least
  return true
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function linkOf(name: string): string {
  return lstatSync(name).isSymbolicLink() ? readlinkSync(name) : ''
}

/** The account with this uid, if there is one. */
function accountOf(uid: number): string | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(uid))
    return line?.split(':')[0]
  } catch {
    return undefined
  }
}
