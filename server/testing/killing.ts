/**
 * Kills one process of a run at a random moment, and checks what is left. Used by the tests (a few hundred times) and by
 * scripts/proof/killRuns.ts (a thousand times). The server's own code starts the runs.
 */
import { copyFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type HelperProcess, startContained, voice } from '../helper/process.ts'
import { openStarter, type Starter } from '../helper/starter.ts'
import { marked, newMark } from '../helper/sweep.ts'
import { containedCommand, type Level, type Parts } from '../sandbox/containedCommand.ts'
import { type HostileParts, hostileParts } from './containedRun.ts'
import { statOf, textOf } from './processes.ts'

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
  starter: Starter
  /** A string in the command line of the programs of these runs. */
  mark: string
  /** The marks that the server's own code gave these runs. Every process of a run has one, or the string above. */
  runs: Set<string>
  remove(): void
}

/** Parts whose programs have unique names, so that no other process counts. */
export function killingRange(): Range {
  const hostile: HostileParts = hostileParts()
  const mark = path.basename(hostile.parts.app).replace('spawnscope-', '')
  for (const name of ['hostile', 'spawnscope']) copyFileSync(path.join(hostile.parts.app, name), path.join(hostile.parts.app, `${name}-${mark}`))
  const starter = openStarter(hostile.parts.supervisor)
  return {
    parts: hostile.parts,
    starter,
    mark,
    runs: new Set(),
    remove() {
      starter.close()
      hostile.remove()
    },
  }
}

/** How a run is started: its sandbox is built for it, or stood and waited. */
export interface RangeRun {
  level?: Level
  deadlineMs?: number
  waits?: boolean
}

/** Starts a run of this range: a program of it, by its plain name, and arguments. */
export function startIn({ parts, starter, mark, runs }: Range, [program = '', ...argv]: readonly string[], asked: RangeRun = {}): HelperProcess {
  const { level = 3, deadlineMs = DEADLINE_MS, waits = false } = asked
  const own = newMark()
  runs.add(own.value)
  const wanted = { level, view: 'strategies', uid: 1000, deadlineMs, waits, cgroup: null, mark: own } as const
  return startContained(starter, containedCommand(parts, wanted, argv, `${program}-${mark}`), () => {})
}

/** All live processes of these runs, without zombies. */
export function alive({ mark, runs }: Range): Seen[] {
  const ofRuns = new Set(marked().flatMap((one) => (runs.has(one.mark) ? [one.pid] : [])))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      if (!ofRuns.has(Number(name)) && !textOf(`/proc/${name}/cmdline`).includes(mark)) return []
      const [state = 'X', parent, , session] = statOf(Number(name))
      return state === 'Z' || state === 'X' ? [] : [{ pid: Number(name), parent: Number(parent), session: Number(session), state }]
    })
}

/**
 * The processes of one run by role; each is the child of the one before. Roles without a process yet are missing. A daemon
 * becomes a child of the inner bwrap too, but it has its own session. Its pid does not distinguish it, because pids wrap around.
 */
export function rolesOf(range: Range): Partial<Record<Role, number>> {
  const seen = alive(range)
  const found: Partial<Record<Role, number>> = {}
  let before: Pick<Seen, 'pid' | 'session'> = { pid: range.starter.pid ?? 0, session: 0 }
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
export async function shoot(range: Range, role: Role, scene: number, afterMs: number, asked: RangeRun = {}): Promise<Shot> {
  const { program, argv } = SCENES[scene % SCENES.length] ?? SCENES[0]
  const helper = startIn(range, [program, ...argv], asked)
  helper.output.resume()
  await sleep(afterMs)
  let over = false
  void helper.gone.then(() => {
    over = true
  })
  let roles = rolesOf(range)
  // The starter begins a run a moment after it is asked. A short one may be over already.
  while (!over && roles.supervisor === undefined) {
    await sleep(1)
    roles = rolesOf(range)
  }
  // If it is too early for this role, kill the innermost process there is.
  const victim = roles[role] !== undefined ? role : ([...ROLES].reverse().find((one) => roles[one] !== undefined) ?? 'nobody')
  const pid = victim === 'nobody' ? undefined : roles[victim]
  const began = performance.now()
  if (pid !== undefined) killQuietly(pid)
  const msToNothing = await untilNothing(range, began)
  const left = alive(range)
  for (const one of left) killQuietly(one.pid)
  await helper.gone
  return { role: victim, msToNothing, left }
}

async function untilNothing(range: Range, began: number): Promise<number | null> {
  while (performance.now() - began < LATEST_MS) {
    if (alive(range).length === 0) return performance.now() - began
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
