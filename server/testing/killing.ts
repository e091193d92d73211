/**
 * Kills one process of a run at a random moment, and checks what is left. Used by the tests (a few hundred times) and by
 * scripts/proof/killRuns.ts (a thousand times). The server's own code starts the runs.
 */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startContained, voice } from '../helper/process.ts'
import { newMark } from '../helper/sweep.ts'
import { containedCommand, type Level, type Parts } from '../sandbox/containedCommand.ts'
import { type HostileParts, hostileParts } from './containedRun.ts'

/** The deadline of these runs. A run that takes this long ended by its deadline, not by the kill. */
export const DEADLINE_MS = 8_000
/** A process that lives this long after its deadline is never going to end, even on a busy machine. */
const LATEST_MS = DEADLINE_MS + 60_000

/** The processes of a run that can be killed. */
export const ROLES = ['supervisor', 'outer bwrap', 'inner bwrap', 'helper'] as const
export type Role = (typeof ROLES)[number]

/** The runs to kill: daemons that ignore signals, a parent that sleeps in vfork while its child is held, an ordinary spawn. */
const SCENES = [
  { program: 'hostile', argv: ['daemonise', 'spin'] },
  { program: 'spawnscope', argv: ['run', 'vfork', '--hold', 'child-start=1500', '--threads', '3', ...voice('ndjson')] },
  { program: 'spawnscope', argv: ['run', 'rust', ...voice('ndjson')] },
] as const

interface Seen {
  pid: number
  parent: number
  session: number
  state: string
}

export interface Range {
  parts: Parts
  /** A string in the command line of every process of these runs. */
  mark: string
  remove(): void
}

/** Parts whose programs have unique names, so that no other process counts. */
export function killingRange(): Range {
  const hostile: HostileParts = hostileParts()
  const mark = path.basename(hostile.parts.app).replace('spawnscope-', '')
  for (const name of ['hostile', 'spawnscope']) copyFileSync(path.join(hostile.parts.app, name), path.join(hostile.parts.app, `${name}-${mark}`))
  return { parts: hostile.parts, mark, remove: hostile.remove }
}

/** All live processes with this mark, without zombies. */
export function alive(mark: string): Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        if (!readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(mark)) return []
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        const [state = '', parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return state === 'Z' || state === 'X' ? [] : [{ pid: Number(name), parent: Number(parent), session: Number(session), state }]
      } catch {
        return []
      }
    })
}

/**
 * The processes of one run by role; each is the child of the one before. Roles without a process yet are missing. A daemon
 * becomes a child of the inner bwrap too, but it has its own session. Its pid does not distinguish it, because pids wrap around.
 */
export function rolesOf(mark: string): Partial<Record<Role, number>> {
  const seen = alive(mark)
  const found: Partial<Record<Role, number>> = {}
  let before: Pick<Seen, 'pid' | 'session'> = { pid: process.pid, session: 0 }
  for (const role of ROLES) {
    const children = seen.filter(({ parent }) => parent === before.pid)
    const next = children.find(({ session }) => session === before.session) ?? children[0]
    if (!next) break
    found[role] = next.pid
    before = next
  }
  return found
}

export interface Shot {
  role: Role | 'nobody'
  /** From the kill until no process was left; null if one was left long after the deadline. */
  msToNothing: number | null
  left: Seen[]
}

/** Starts a run, kills one process after `afterMs`, and checks what is left. */
export async function shoot({ parts, mark }: Range, role: Role, scene: number, afterMs: number, level: Level = 3): Promise<Shot> {
  const { program, argv } = SCENES[scene % SCENES.length] ?? SCENES[0]
  const helper = startContained(
    containedCommand(parts, { level, view: 'strategies', uid: 1000, deadlineMs: DEADLINE_MS, cgroup: null, mark: newMark() }, argv, `${program}-${mark}`),
    () => {},
  )
  helper.output.resume()
  await sleep(afterMs)
  const roles = rolesOf(mark)
  // If it is too early for this role, kill the innermost process there is.
  const victim = roles[role] !== undefined ? role : ([...ROLES].reverse().find((one) => roles[one] !== undefined) ?? 'nobody')
  const pid = victim === 'nobody' ? undefined : roles[victim]
  const began = performance.now()
  if (pid !== undefined) killQuietly(pid)
  const msToNothing = await untilNothing(mark, began)
  const left = alive(mark)
  for (const one of left) killQuietly(one.pid)
  await helper.gone
  return { role: victim, msToNothing, left }
}

async function untilNothing(mark: string, began: number): Promise<number | null> {
  while (performance.now() - began < LATEST_MS) {
    if (alive(mark).length === 0) return performance.now() - began
    await sleep(2)
  }
  return null
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
