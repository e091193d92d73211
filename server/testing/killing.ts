/**
 * Kills one of a run's processes at a random moment, and looks what is left: for the tests (a few hundred times)
 * and for scripts/proof/killRuns.ts (a thousand). The runs are started by the server's own code.
 */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startContained, voice } from '../helper/process.ts'
import { newMark } from '../helper/sweep.ts'
import { containedCommand, type Level, type Parts } from '../sandbox/command.ts'
import { type HostileParts, hostileParts } from './containedRun.ts'

/** Of the runs here. What takes this long was ended by it, not by the shot. */
export const DEADLINE_MS = 8_000
/** What lives so long after its deadline lives for ever, on a busy machine too. */
const LATEST_MS = DEADLINE_MS + 60_000

/** Who is shot. */
export const ROLES = ['supervisor', 'outer bwrap', 'inner bwrap', 'helper'] as const
export type Role = (typeof ROLES)[number]

/** What runs meanwhile: daemons that mind nothing, a parent that sleeps in vfork while its child is held, a spawn and the next. */
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
  /** In the command line of every process of a run of this range. */
  mark: string
  remove(): void
}

/** Parts whose programs have a name of their own, so that nobody else's processes are counted. */
export function killingRange(): Range {
  const hostile: HostileParts = hostileParts()
  const mark = path.basename(hostile.parts.app).replace('spawnscope-', '')
  for (const name of ['hostile', 'spawnscope']) copyFileSync(path.join(hostile.parts.app, name), path.join(hostile.parts.app, `${name}-${mark}`))
  return { parts: hostile.parts, mark, remove: hostile.remove }
}

/** Everything of this range that lives: not what has ended and was not collected yet. */
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
 * The processes of one run by role: each is the child of the one before. Those not there yet are missing.
 * A daemon becomes a child of the inner bwrap as well; its session is its own. Its pid is no help: they wrap around.
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
  /** From the shot until nothing lived any more; null when something still did long after the deadline. */
  msToNothing: number | null
  left: Seen[]
}

/** One run, one shot after `afterMs`, one look. */
export async function shoot({ parts, mark }: Range, role: Role, scene: number, afterMs: number, level: Level = 3): Promise<Shot> {
  const { program, argv } = SCENES[scene % SCENES.length] ?? SCENES[0]
  const helper = startContained(
    containedCommand(parts, { level, view: 'strategies', uid: 1000, deadlineMs: DEADLINE_MS, cgroup: null, mark: newMark() }, argv, `${program}-${mark}`),
    () => {},
  )
  helper.output.resume()
  await sleep(afterMs)
  const roles = rolesOf(mark)
  // Too early for this one: the innermost there is.
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
    // It went by itself.
  }
}
