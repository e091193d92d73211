/**
 * Finds the spawn in a run: from the first call that prepares it to the last call that reaps the child. Separates the parent's
 * calls from the child's. The events show what the kernel did; each runtime has rules that say which calls belong to the spawn.
 */
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { membersOf } from '../processes.ts'
import { type Call, callsOf, spelled } from './calls.ts'

export type Part = 'prepare' | 'create' | 'child-setup' | 'exec' | 'resume' | 'reap'
export interface WindowCall extends Call {
  lane: 'parent' | 'child'
  part: Part
}
export interface SpawnWindow {
  create: EventOf<'create'>
  parent: WindowCall[]
  child: WindowCall[]
  /** First and last event. Outside lie start-up and shut-down. */
  from: number
  to: number
}

/** Our own strategies report only the spawn, so everything belongs to it except the host's own exit. */
export const OURS: WindowRules = { before: ['.'], after: ['(?!exit_group\\()'], noise: ['exit_group\\(', 'rt_sigreturn\\('], anyThread: [] }
/** The rules for ours beside a real program: as many programs are executed in both. */
export const oursBeside = ({ execs }: WindowRules): WindowRules => (execs === undefined ? OURS : { ...OURS, execs })

const CREATES = new Set(['fork', 'vfork', 'clone', 'clone3'])
const REAPS = new Set(['wait4', 'waitid'])
const EXECS = new Set(['execve', 'execveat'])

/** Undefined if the run spawned nothing. */
export function windowOf(events: readonly TraceEvent[], rules: WindowRules): SpawnWindow | undefined {
  const calls = withoutRestarted(callsOf(events))
  const create = creation(events, calls, rules)
  return create && windowAt(events, calls, create, rules)
}

/** The window of one creation. `all`: the calls of the run, without the restarted ones. `most`: of so many calls of the child. */
export function windowAt(
  events: readonly TraceEvent[],
  all: readonly Call[],
  create: EventOf<'create'>,
  rules: WindowRules,
  most = Number.POSITIVE_INFINITY,
): SpawnWindow | undefined {
  const calls = withoutThreadStarts(all, create.seq)
  const family = threadsOf(events, create.task)
  const [noise, anyThread] = [matcher(rules.noise), matcher(rules.anyThread)]
  // The patterns of noise are asked only where the window grows: most calls of a long run are far from it.
  const mine = calls.filter((call) => family.has(call.task) && (call.task === create.task || (call.seq > create.seq && anyThread(call))))
  const at = creatingCall(mine, create)
  if (at < 0) return undefined
  const parent = [
    ...before(mine, at, noise, matcher(rules.before)).map(
      (call, n, { length }): WindowCall => ({ ...call, lane: 'parent', part: parentPart(call, n - length) }),
    ),
    ...since(mine, at, create, noise, matcher(rules.after)).map((call, n): WindowCall => ({ ...call, lane: 'parent', part: parentPart(call, n) })),
  ]
  const child = childCalls(calls, create.child, rules.execs ?? 1, most)
  let [from, to] = [create.seq, create.seq]
  for (const { seq, endSeq } of [...parent, ...child]) {
    from = Math.min(from, seq)
    to = Math.max(to, endSeq)
  }
  return { create, parent, child, from, to }
}

/** The call that made the child: the one in which the creation lies, or else the first one that returned its pid. */
function creatingCall(mine: readonly Call[], create: EventOf<'create'>): number {
  const own = ({ task, call }: Call): boolean => task === create.task && CREATES.has(call)
  const around = mine.findIndex((call) => own(call) && call.seq < create.seq && create.seq < call.endSeq)
  return around >= 0 ? around : mine.findIndex((call) => own(call) && Number.parseInt(call.result, 10) === create.child_pid)
}

/**
 * Omits a call that a signal interrupted and the kernel restarted: the task's next call is the same call again. Whether a signal
 * arrives meanwhile (Go preempts itself with SIGURG) depends on how busy the machine is, not on the runtime.
 */
export function withoutRestarted(calls: readonly Call[]): Call[] {
  const next = new Map<number, Call>()
  const kept: Call[] = []
  for (let at = calls.length - 1; at >= 0; at -= 1) {
    const call = calls[at]
    if (!call) continue
    if (!call.error?.startsWith('ERESTART') || next.get(call.task)?.call !== call.call) kept.push(call)
    if (call.call !== 'rt_sigreturn') next.set(call.task, call)
  }
  return kept.reverse()
}

/**
 * Omits the start of a thread after the child's creation: the clone, and the calls that set the mask before it and restore it after.
 * When a runtime starts a thread (Go for its scheduler) depends on how busy the machine is, and the spawn continues after it.
 */
function withoutThreadStarts(calls: readonly Call[], created: number): readonly Call[] {
  const dropped = new Set<Call>()
  const last = new Map<number, Call>()
  for (const call of calls) {
    const before = last.get(call.task)
    last.set(call.task, call)
    if (startsThread(call, created)) {
      dropped.add(call)
      if (before?.call === 'rt_sigprocmask') dropped.add(before)
    }
    if (before && startsThread(before, created) && call.call === 'rt_sigprocmask') dropped.add(call)
  }
  return dropped.size === 0 ? calls : calls.filter((call) => !dropped.has(call))
}

function startsThread({ seq, call, args }: Call, created: number): boolean {
  return seq > created && (call === 'clone' || call === 'clone3') && args.some((arg) => arg.includes('CLONE_THREAD'))
}

/**
 * The child that tries to exec and signals its end to the parent. A runtime's self-test creates a child that does neither (Go
 * since 1.23, libuv since 1.53), and its helper executes the runtime's own program. If no child reached exec, the last child.
 */
function creation(events: readonly TraceEvent[], calls: readonly Call[], rules: WindowRules): EventOf<'create'> | undefined {
  const children = events.filter((event): event is EventOf<'create'> => event.kind === 'create' && event.exit_signal === 'SIGCHLD')
  const own = matcher(rules.own ?? [])
  const executing = new Set(calls.flatMap((call) => (EXECS.has(call.call) && !own(call) ? [call.task] : [])))
  const executed = children.find(({ child }) => executing.has(child))
  // Where a runtime starts programs of its own, a child that executes nothing may be one of theirs.
  return executed ?? (rules.own ? undefined : children.at(-1))
}

/** The threads of that task's process, including the task itself. */
export function threadsOf(events: readonly TraceEvent[], parent: number): Set<number> {
  const members = membersOf(events)
  const process = members.get(parent)?.process ?? parent
  return new Set([parent, ...[...members.values()].flatMap((member) => (member.process === process ? [member.task] : []))])
}

function matcher(patterns: readonly string[]): (call: Call) => boolean {
  const compiled = patterns.map((pattern) => new RegExp(`^${pattern}`))
  return (call) => compiled.some((one) => one.test(spelled(call)))
}

/** The calls that prepare the creation, in their order. */
function before(calls: readonly Call[], at: number, noise: (call: Call) => boolean, belongs: (call: Call) => boolean): Call[] {
  const found: Call[] = []
  for (let n = at - 1; n >= 0; n -= 1) {
    const call = calls[n]
    if (!call) break
    if (noise(call)) continue
    if (!belongs(call)) break
    found.push(call)
  }
  return found.reverse()
}

/** The creating call, all until the child is reaped, and those that belong to it after that. */
function since(calls: readonly Call[], at: number, create: EventOf<'create'>, noise: (call: Call) => boolean, belongs: (call: Call) => boolean): Call[] {
  const reaped = calls.findIndex((call, n) => n > at && REAPS.has(call.call) && reaps(call, create.child_pid) && !noise(call))
  const last = Math.max(at, reaped)
  const found: Call[] = []
  for (let n = at; n < calls.length; n += 1) {
    const call = calls[n]
    if (!call || (n > last && !noise(call) && !belongs(call))) break
    if (n === at || !noise(call)) found.push(call)
  }
  return found
}

/** With WNOWAIT a call does not reap: the child stays waitable. */
function reaps(call: Call, pid: number): boolean {
  if (call.error !== null || call.args.some((arg) => arg.includes('WNOWAIT'))) return false
  return Number.parseInt(call.result, 10) === pid || call.args.some((arg) => arg.includes(`si_pid=${pid},`))
}

function parentPart(call: Call, distance: number): Part {
  if (distance < 0) return 'prepare'
  if (distance === 0) return 'create'
  return REAPS.has(call.call) ? 'reap' : 'resume'
}

function childCalls(calls: readonly Call[], child: number, execs: number, most: number): WindowCall[] {
  const out: WindowCall[] = []
  let part: Part = 'child-setup'
  let left = execs
  for (const call of calls) {
    if (call.task !== child) continue
    if (EXECS.has(call.call)) part = 'exec'
    out.push({ ...call, lane: 'child', part })
    if (EXECS.has(call.call) && call.error === null) left -= 1
    if (left === 0 || out.length >= most) break
  }
  return out
}
