/**
 * Finds the spawn in a run: from the first call that prepares it to the last call that reaps the child. Separates the parent's
 * calls from the child's. The events show what the kernel did; each runtime has rules that say which calls belong to the spawn.
 */
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { isThread } from '../moment.ts'
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

const CREATES = new Set(['fork', 'vfork', 'clone', 'clone3'])
const REAPS = new Set(['wait4', 'waitid'])
const EXECS = new Set(['execve', 'execveat'])

/** Undefined if the run spawned nothing. */
export function windowOf(events: readonly TraceEvent[], rules: WindowRules): SpawnWindow | undefined {
  const all = withoutRestarted(callsOf(events))
  const create = creation(events, all)
  if (!create) return undefined
  const calls = withoutThreadStarts(all, create.seq)
  const family = threadsOf(events, create.task)
  const [noise, anyThread] = [matcher(rules.noise), matcher(rules.anyThread)]
  const mine = calls.filter((call) => family.has(call.task) && !noise(call) && (call.task === create.task || (call.seq > create.seq && anyThread(call))))
  const at = mine.findIndex((call) => CREATES.has(call.call) && call.result === String(create.child_pid))
  if (at < 0) return undefined
  const first = back(mine, at, matcher(rules.before))
  const last = forth(mine, at, create, matcher(rules.after))
  const parent = mine.slice(first, last + 1).map((call, n): WindowCall => ({ ...call, lane: 'parent', part: parentPart(call, n + first - at) }))
  const child = childCalls(calls, create.child, rules.execs ?? 1)
  const both = [...parent, ...child]
  return { create, parent, child, from: Math.min(...both.map(({ seq }) => seq)), to: Math.max(...both.map(({ endSeq }) => endSeq)) }
}

/**
 * Omits a call that a signal interrupted and the kernel restarted: the task's next call is the same call again. Whether a signal
 * arrives meanwhile (Go preempts itself with SIGURG) depends on how busy the machine is, not on the runtime.
 */
function withoutRestarted(calls: readonly Call[]): Call[] {
  return calls.filter((call, at) => {
    if (!call.error?.startsWith('ERESTART')) return true
    const next = calls.find(({ task, call: name }, later) => later > at && task === call.task && name !== 'rt_sigreturn')
    return next?.call !== call.call
  })
}

/**
 * Omits the start of a thread after the child's creation: the clone, and the calls that set the mask before it and restore it after.
 * When a runtime starts a thread (Go for its scheduler) depends on how busy the machine is, and the spawn continues after it.
 */
function withoutThreadStarts(calls: readonly Call[], created: number): Call[] {
  const dropped = new Set<Call>()
  for (const call of calls) {
    if (call.seq <= created || !/^clone3?$/.test(call.call) || !call.args.some((arg) => arg.includes('CLONE_THREAD'))) continue
    const own = calls.filter(({ task }) => task === call.task)
    const at = own.indexOf(call)
    dropped.add(call)
    for (const beside of [own[at - 1], own[at + 1]]) if (beside?.call === 'rt_sigprocmask') dropped.add(beside)
  }
  return calls.filter((call) => !dropped.has(call))
}

/**
 * The child that tries to exec and signals its end to the parent. A runtime's self-test creates a child that does neither (Go
 * since 1.23, libuv since 1.53). If no child reached exec, the last child.
 */
function creation(events: readonly TraceEvent[], calls: readonly Call[]): EventOf<'create'> | undefined {
  const children = events.filter((event): event is EventOf<'create'> => event.kind === 'create' && event.exit_signal === 'SIGCHLD')
  return children.find(({ child }) => calls.some((call) => call.task === child && EXECS.has(call.call))) ?? children.at(-1)
}

/** The threads of that task's process, including the task itself. */
export function threadsOf(events: readonly TraceEvent[], parent: number): Set<number> {
  const threads = new Map<number, number>()
  for (const event of events) if (event.kind === 'create' && isThread(event)) threads.set(event.child, event.task)
  const root = (task: number): number => {
    const maker = threads.get(task)
    return maker === undefined ? task : root(maker)
  }
  return new Set([parent, ...[...threads.keys(), ...threads.values()].filter((task) => root(task) === root(parent))])
}

function matcher(patterns: readonly string[]): (call: Call) => boolean {
  const compiled = patterns.map((pattern) => new RegExp(`^${pattern}`))
  return (call) => compiled.some((one) => one.test(spelled(call)))
}

function back(calls: readonly Call[], at: number, belongs: (call: Call) => boolean): number {
  let first = at
  for (let n = at - 1; n >= 0; n -= 1) {
    const call = calls[n]
    if (!call || !belongs(call)) break
    first = n
  }
  return first
}

function forth(calls: readonly Call[], at: number, create: EventOf<'create'>, belongs: (call: Call) => boolean): number {
  const reaped = calls.findIndex((call, n) => n > at && REAPS.has(call.call) && reaps(call, create.child_pid))
  let last = Math.max(at, reaped)
  for (let n = last + 1; n < calls.length; n += 1) {
    const call = calls[n]
    if (!call || !belongs(call)) break
    last = n
  }
  return last
}

/** With WNOWAIT a call does not reap: the child stays waitable. */
function reaps(call: Call, pid: number): boolean {
  if (call.error !== null || call.args.some((arg) => arg.includes('WNOWAIT'))) return false
  return call.result === String(pid) || call.args.some((arg) => arg.includes(`si_pid=${pid},`))
}

function parentPart(call: Call, distance: number): Part {
  if (distance < 0) return 'prepare'
  if (distance === 0) return 'create'
  return REAPS.has(call.call) ? 'reap' : 'resume'
}

function childCalls(calls: readonly Call[], child: number, execs: number): WindowCall[] {
  const out: WindowCall[] = []
  let part: Part = 'child-setup'
  let left = execs
  for (const call of calls) {
    if (call.task !== child) continue
    if (EXECS.has(call.call)) part = 'exec'
    out.push({ ...call, lane: 'child', part })
    if (EXECS.has(call.call) && call.error === null) left -= 1
    if (left === 0) break
  }
  return out
}
