/** Shared by the sandbox's tests: the real parts plus the hostile program, and one contained run of it. */

import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { RUN_UID } from '../environment.ts'
import type { ContainedCommand } from '../helper/process.ts'
import type { RunEnding } from '../helper/runEnding.ts'
import { openStarter } from '../helper/starter.ts'
import { newMark } from '../helper/sweep.ts'
import { containedCommand, type Level, type Parts, type SandboxView } from '../sandbox/containedCommand.ts'
import { findParts } from '../sandbox/parts.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
export const BUILD = path.join(ROOT, 'native/build')

/** Whether bwrap works here. If not, it prints why, and fails with CI=true. */
export function sandboxWorks(): boolean {
  const found = findParts({ build: BUILD, runUid: RUN_UID })
  if (found.ok) found.remove()
  const why = !found.ok ? found.found : (found.bwrap?.found ?? tried())
  if (why === null) return true
  if (process.env.CI === 'true') throw new Error(`the sandbox must work where CI=true: ${why}`)
  console.warn(`skipped, no sandbox here: ${why}`)
  return false
}

/** Tries a user namespace as an ordinary user, as the server would. */
function tried(): string | null {
  const drop = process.geteuid?.() === 0 ? { uid: RUN_UID, gid: RUN_UID } : {}
  const { status, stderr } = spawnSync('/usr/bin/bwrap', ['--unshare-user', '--ro-bind', '/', '/', '/bin/true'], { encoding: 'utf8', cwd: '/', ...drop })
  return status === 0 ? null : stderr.trim()
}

export interface HostileParts {
  parts: Parts
  remove(): void
}

/** The real parts, /app/hostile and, if we are root, a set-uid copy of it. */
export function hostileParts(specimens: Parts['specimens'] = {}, build = BUILD): HostileParts {
  const found = findParts({ build, runUid: RUN_UID, specimens })
  if (!found.ok) throw new Error(found.found)
  const app = mkdtempSync(path.join(tmpdir(), 'spawnscope-hostile-'))
  cpSync(found.parts.app, app, { recursive: true })
  copyFileSync(path.join(build, 'hostile'), path.join(app, 'hostile'))
  copyFileSync(path.join(build, 'hostile'), path.join(app, 'hostile-setuid'))
  if (process.geteuid?.() === 0) chownSync(path.join(app, 'hostile-setuid'), 0, 0)
  chmodSync(path.join(app, 'hostile-setuid'), 0o4755)
  chmodSync(app, 0o755)
  return {
    parts: { ...found.parts, app },
    remove() {
      found.remove()
      rmSync(app, { recursive: true, force: true })
    },
  }
}

export interface AttackOptions {
  level?: Level
  view?: SandboxView
  uid?: number
  deadlineMs?: number
  cgroup?: string | null
  /** The sandbox stands first, and waits for the program. */
  waits?: boolean
  /** Changes the command before it runs. */
  change?: (command: ContainedCommand) => ContainedCommand
}

/** One contained run of the hostile program, to its end. */
export interface AttackOutcome {
  /** `attempt what` → its result. */
  got: Map<string, string>
  status: number | null
  words: string
}

export function commandFor(
  parts: Parts,
  attempts: readonly string[],
  { level = 3, view = 'strategies', uid = 1000, deadlineMs = 60_000, cgroup = null, waits = false, change }: AttackOptions = {},
): ContainedCommand {
  const command = containedCommand(parts, { level, view, uid, deadlineMs, cgroup, waits, mark: newMark() }, attempts, 'hostile')
  return change ? change(command) : command
}

/** Without the server's code, and with two more descriptors, which must not get in. */
function spawnWithMore(command: ContainedCommand): { output: Readable; ended: Promise<RunEnding> } {
  const child = spawn(command.file, command.argv, { env: command.env, cwd: '/', stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe', 'pipe'] })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk
  })
  const ended = new Promise<RunEnding>((resolve) => {
    child.once('close', (status) => {
      child.stdin?.destroy()
      resolve({ status, signal: null, words })
    })
  })
  return { output: child.stdio[3] as Readable, ended }
}

/** As the server starts it: by a starter, which has descriptors and other runs of its own. */
function startByStarter(command: ContainedCommand): { output: Readable; ended: Promise<RunEnding> } {
  const starter = openStarter(command.file)
  // Another run is under way meanwhile.
  const other = starter.start({ argv: ['--deadline', '60000', ...userOf(command), '--', '/bin/sleep', '60'], env: {}, ordered: true, waits: false })
  const run = starter.start(command)
  if (command.waits) run.go(command.program)
  const closed = new Promise((resolve) => run.events.once('close', resolve))
  const ended = run.ended.then(async (ending) => {
    await closed
    other.closeLease()
    starter.close()
    return ending
  })
  return { output: run.events, ended }
}

function userOf({ argv }: ContainedCommand): string[] {
  const at = argv.indexOf('--user')
  return at === -1 || at > argv.indexOf('--') ? [] : argv.slice(at, at + 2)
}

export async function attack(parts: Parts, attempts: readonly string[], asked: AttackOptions = {}, extra = false): Promise<AttackOutcome> {
  const command = commandFor(parts, attempts, asked)
  const { output, ended } = extra ? spawnWithMore(command) : startByStarter(command)
  let said = ''
  output.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const { status, words } = await ended
  const got = new Map<string, string>()
  for (const line of said.trimEnd().split('\n')) {
    const [attempt = '', what = '', ...rest] = line.split(' ')
    got.set(`${attempt} ${what}`, got.has(`${attempt} ${what}`) ? `${got.get(`${attempt} ${what}`)}|${rest.join(' ')}` : rest.join(' '))
  }
  return { got, status, words: words && `${words}\n` }
}
