/**
 * Which line is of which task. A pid names a task only as long as the task lives: after its end the kernel gives the number to
 * another. A child's lines may come before the line that says who made it. Pure.
 */

import { EXECUTING, executed } from './execs.ts'
import type { LogReading, ReadLine } from './logReader.ts'
import { scanArgs } from './scanArgs.ts'
import { type ChildSharing, CREATING, madeBy, sharingOf } from './sharing.ts'
import type { Body } from './straceBody.ts'

export class LogTask {
  pid: number
  /** How it was made; undefined if no line says it. */
  birth: { parent: LogTask; call: string; sharing: ChildSharing; line: number } | undefined = undefined
  /** The task whose pid is the process's. */
  process: LogTask = this
  /** Indices of its first and its last line; -1 without a line. */
  first = -1
  last = -1
  ended = false
  /** It called exit or exit_group. */
  leaving = false
  /** It runs a program of its own. */
  executed = false
  /** A thread has taken its pid by an execve that has not returned yet. */
  superseded = false
  /** The call that it is in. */
  open: { body: Extract<Body, { kind: 'open' }>; at: number } | undefined = undefined
  /** The thread that replaced it, by calling execve. */
  heir: LogTask | undefined = undefined

  constructor(pid: number) {
    this.pid = pid
  }
}

export interface PlacedLine {
  line: ReadLine
  task: LogTask
  /** The arguments with which a resumed call began; undefined if the log does not show its beginning. */
  begun: string | undefined
  /** The program is new since this line; who called execve. The pid of a task may become known later. */
  executedBy: { readonly pid: number } | undefined
  /** The task that this call made. */
  made: LogTask | undefined
}

/** What was assumed, or cannot be known: numbers of lines. */
export interface Doubts {
  /** A pid was given again, and no line showed that its task had ended. */
  again: number[]
  /** A call returned the pid of a task that lives: a number of another pid namespace. */
  alive: number[]
  /** The line has no pid, and several tasks live. */
  alone: number[]
  /** A call resumes that the log does not begin. */
  unbegun: number[]
  /** A result that strace put in. */
  injected: number[]
}

export interface Placed {
  lines: PlacedLine[]
  tasks: LogTask[]
  doubts: Doubts
  /** No line names the pid of the first task. */
  nameless: boolean
}

/** The pid of a task that no line names. */
const NAMELESS = 1
const LEAVES = new Set(['exit', 'exit_group'])

export function placeLines(reading: LogReading): Placed {
  const tasks = new LogTasks(reading)
  const lines = reading.lines.map((line, at) => tasks.place(line, at))
  return { lines, tasks: tasks.all, doubts: tasks.doubts, nameless: tasks.nameless }
}

class LogTasks {
  readonly all: LogTask[] = []
  readonly doubts: Doubts = { again: [], alive: [], alone: [], unbegun: [], injected: [] }
  /** The living task of each pid. */
  readonly #living = new Map<number, LogTask>()
  /** The last task of each pid that no call has been seen to make. */
  readonly #unclaimed = new Map<number, LogTask>()
  /** Living tasks that have a line. */
  readonly #shown = new Set<LogTask>()
  /** Tasks inside of an execve. */
  readonly #executing = new Set<LogTask>()
  readonly #later: ReadonlySet<number>
  readonly #exitsShown: boolean
  /** The task of lines without a pid, until a line names it. */
  #nameless: LogTask | undefined
  #printed: LogTask | undefined
  readonly #firstPid: number | undefined

  constructor({ lines, attached }: LogReading) {
    const later = new Set(attached.later)
    let exits = false
    for (const { body } of lines) {
      if (body.kind === 'exited' || body.kind === 'killed') exits = true
      else if ((body.kind === 'call' || body.kind === 'resumed') && CREATING.has(body.call)) later.add(madeBy(body.result))
    }
    this.#later = later
    this.#exitsShown = exits
    this.#firstPid = attached.first.size === 1 ? [...attached.first][0] : undefined
  }

  get nameless(): boolean {
    return this.#nameless !== undefined
  }

  place(line: ReadLine, at: number): PlacedLine {
    const { body } = line
    const task = line.pid === undefined ? this.#alone(line) : this.#named(line.pid, line)
    const placed: PlacedLine = { line, task, begun: undefined, executedBy: undefined, made: undefined }
    if (task.first < 0) task.first = at
    if (body.kind === 'open') this.#begin(task, body, at)
    else if (body.kind === 'call') this.#return(placed, body.args, body.result, task.last)
    else if (body.kind === 'resumed') this.#resume(placed, body)
    else if (body.kind === 'exited' || body.kind === 'killed') this.#end(task)
    else if (body.kind === 'superseded') {
      this.#supersede(task, body.by)
      task.superseded = true
      this.#execute(placed, { pid: body.by })
    }
    task.last = at
    if (!task.ended && !task.leaving) this.#shown.add(task)
    this.#printed = task
    return placed
  }

  #named(pid: number, { body, bracket }: ReadLine): LogTask {
    const known = this.#living.get(pid)
    if (known && !(known.leaving && (body.kind === 'call' || body.kind === 'open'))) return known
    if (known) this.#end(known)
    const root = this.#nameless
    // A task inside of a call begins no other, so that line is of somebody else.
    const busy = root?.open !== undefined && (body.kind === 'call' || body.kind === 'open')
    if (bracket && root && !root.ended && !busy && !this.#later.has(pid)) {
      this.#nameless = undefined
      root.pid = pid
      this.#living.set(pid, root)
      return root
    }
    const task = this.#born(pid)
    this.#living.set(pid, task)
    this.#unclaimed.set(pid, task)
    return task
  }

  /** strace leaves the pid out while it traces one process. */
  #alone({ body, number }: ReadLine): LogTask {
    const [one] = this.#shown
    if (one && this.#shown.size === 1) return one
    if (one) {
      const fitting = [...this.#shown].filter((task) => fits(task, body))
      if (fitting.length !== 1) this.doubts.alone.push(number)
      // With -z strace writes a call when it returns, without a pid if its task was alone when it began.
      return fitting[0] ?? one
    }
    const last = this.#printed
    if (last && !last.ended && last.leaving && body.kind !== 'call' && body.kind !== 'open') return last
    const root = this.#born(this.#firstPid ?? NAMELESS)
    if (this.#firstPid === undefined) this.#nameless = root
    else this.#living.set(this.#firstPid, root)
    return root
  }

  #born(pid: number): LogTask {
    const task = new LogTask(pid)
    this.all.push(task)
    return task
  }

  #begin(task: LogTask, body: Extract<Body, { kind: 'open' }>, at: number): void {
    task.open = { body, at }
    if (EXECUTING.has(body.call)) this.#executing.add(task)
    if (LEAVES.has(body.call)) this.#leave(task)
  }

  #resume(placed: PlacedLine, body: Extract<Body, { kind: 'resumed' }>): void {
    const { task, line } = placed
    const unnamed = body.call.startsWith('?')
    const own = task.open && (unnamed || task.open.body.call === body.call || task.open.body.call.startsWith('?')) ? task : undefined
    const other = own || !EXECUTING.has(body.call) ? undefined : this.#executor(task)
    const open = (own ?? other)?.open
    if (other && !other.ended) this.#supersede(task, other.pid)
    for (const done of [own, other]) {
      if (!done) continue
      done.open = undefined
      this.#executing.delete(done)
    }
    if (!open) this.doubts.unbegun.push(line.number)
    placed.begun = open?.body.head
    const args = CREATING.has(body.call) && open ? scanArgs(open.body.head + body.rest).args : undefined
    this.#return(placed, args, body.result, open?.at ?? -1, other)
  }

  #execute(placed: PlacedLine, by: { readonly pid: number }): void {
    placed.executedBy = by
    placed.task.executed = true
  }

  /** The thread whose execve returns in the leader's name. */
  #executor(leader: LogTask): LogTask | undefined {
    if (leader.heir?.open) return leader.heir
    const inside = [...this.#executing].filter((task) => mayBeThreadOf(task, leader))
    const changed = inside.filter(({ open }) => open?.body.why === 'changed')
    const [one] = changed.length === 1 ? changed : inside
    return changed.length === 1 || inside.length === 1 ? one : undefined
  }

  /** `since`: the index of a line before which the call had not begun. `by`: the task that began it. */
  #return(placed: PlacedLine, args: readonly string[] | undefined, result: string, since: number, by = placed.task): void {
    const { task, line } = placed
    const { body } = line
    if (body.kind !== 'call' && body.kind !== 'resumed') return
    if (LEAVES.has(body.call)) {
      if (result.startsWith('?')) this.#leave(task)
      else task.leaving = false
    }
    if (/\(INJECTED/.test(result) && (CREATING.has(body.call) || EXECUTING.has(body.call))) this.doubts.injected.push(line.number)
    if (body.call === 'wait4' && /WIF(?:EXITED|SIGNALED)/.test(body.kind === 'resumed' ? body.rest : body.args.join())) {
      const reaped = this.#living.get(Number.parseInt(result, 10))
      // Some options hide ends. The pid of somebody else's child is a number of another namespace.
      if (reaped?.birth?.parent.process === task.process) this.#end(reaped)
    }
    if (EXECUTING.has(body.call) && !task.superseded && executed(result)) this.#execute(placed, by)
    task.superseded &&= !EXECUTING.has(body.call)
    const pid = CREATING.has(body.call) ? madeBy(result) : 0
    if (pid > 0) placed.made = this.#made({ parent: task, call: body.call, sharing: sharingOf(body.call, args), line: line.number }, pid, since)
  }

  #made(birth: NonNullable<LogTask['birth']>, pid: number, since: number): LogTask {
    const unclaimed = this.#unclaimed.get(pid)
    const known = this.#living.get(pid)
    const claims = unclaimed !== undefined && unclaimed.first > since && unclaimed !== birth.parent
    // A living task keeps its pid. Where the log hides the ends of tasks, it may have ended unseen.
    const impossible = !claims && known !== undefined && known.first >= 0 && !known.leaving
    const child = claims ? unclaimed : this.#born(pid)
    child.birth = birth
    if (birth.sharing.flags.includes('CLONE_THREAD')) child.process = birth.parent.process
    if (claims) this.#unclaimed.delete(pid)
    else if (impossible && this.#exitsShown) this.doubts.alive.push(birth.line)
    else {
      if (impossible) this.doubts.again.push(birth.line)
      if (known) this.#end(known)
      this.#living.set(pid, child)
    }
    return child
  }

  #leave(task: LogTask): void {
    task.leaving = true
    this.#shown.delete(task)
  }

  #end(task: LogTask): void {
    task.ended = true
    task.open = undefined
    this.#shown.delete(task)
    this.#executing.delete(task)
    if (this.#living.get(task.pid) === task) this.#living.delete(task.pid)
  }

  /** The thread goes on under the pid of its process; here the process's own task goes on. */
  #supersede(leader: LogTask, by: number): void {
    const thread = this.#living.get(by)
    leader.open = undefined
    leader.leaving = false
    if (!thread || thread === leader) return
    leader.heir = thread
    const { open } = thread
    this.#end(thread)
    thread.open = open
    this.#executing.add(thread)
  }
}

/** Only a thread's execve returns where none began, so a child whose flags the log does not show may be one. */
function mayBeThreadOf({ process, birth }: LogTask, { process: own }: LogTask): boolean {
  return process === own || (birth?.sharing.by === 'unknown' && birth.parent.process === own)
}

/** Whether the line can be of that task. */
function fits({ open, pid }: LogTask, body: Body): boolean {
  if (body.kind === 'resumed') return open?.body.call === body.call
  return !open && !(body.kind === 'call' && CREATING.has(body.call) && madeBy(body.result) === pid)
}
