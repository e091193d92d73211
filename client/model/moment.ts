/**
 * Everything known about a run at one point of its log: tasks, who shares what, signal sets, the canary.
 * A moment is complete: a view draws it without looking at its neighbours. It holds only what the helper observed, never
 * conclusions from how the calls should work. Pure; moments share unchanged parts.
 */
import type { EventOf, Stage, TraceEvent } from '../../protocol/events.ts'
import { TaskTable } from './taskTable.ts'

export type PassportEvent = EventOf<'passport'>

export interface TaskState {
  task: number
  pid: number
  /** Null for the host. */
  parent: number | null
  /** A thread of task 1's process, not a process of its own. */
  thread: boolean
  life: 'running' | 'suspended' | 'ended'
  /** /proc's words while the task sleeps for its child. */
  sleep: { state: string; wchan: string | null } | null
  /** Tasks with the same number share one address space. */
  space: number
  /** The task whose stack this one runs on: its own, or the parent's. */
  stack: number
  /** The creation copied its stack. */
  stackCopied: boolean
  sharesHandlers: boolean
  sharesFiles: boolean
  /** The program's path since its last exec. */
  program: string | null
  /** The call that the task is in, as far as the log shows. */
  call: string | null
  /** How the task ended. */
  exit: { status: number | null; signal: string | null } | null
  passport: PassportEvent | null
  pageTablesKb: number | null
  minorFaults: number | null
  descriptors: EventOf<'descriptors'>['open'] | null
}

export interface Moment {
  /** In the order in which the log shows them. */
  tasks: TaskTable<TaskState>
  /** The latest passport of each stage. */
  passports: Partial<Record<Stage, PassportEvent>>
  /** The same of process group, session and terminal. A recording of an earlier release has none. */
  sessions?: Partial<Record<Stage, EventOf<'session'>>>
  canary: EventOf<'memory'> | null
  decide: EventOf<'decide'> | null
  /** Holds the page tables that the kernel copied at the creation, if it copied any. */
  create: EventOf<'create'> | null
  /** The host's counting threads at the last look. */
  threads: ThreadLook | null
}

/** One look at the threads that only count. */
export interface ThreadLook {
  at: EventOf<'threads'>['at']
  threads: EventOf<'threads'>['threads']
  /** Steps of the threads since the parent fell asleep; null if it has not slept. */
  sinceSleep: number | null
}

export const BEFORE_ALL: Moment = { tasks: new TaskTable(), passports: {}, canary: null, decide: null, create: null, threads: null }

/** The moment after one more event. */
export function after(moment: Moment, event: TraceEvent): Moment {
  switch (event.kind) {
    case 'decide':
      return { ...seen(moment, event.task, null), decide: event }
    case 'create':
      return { ...born(moment, event), create: moment.create ?? (isThread(event) ? null : event) }
    case 'enter':
      return change(seen(moment, event.task, event.pid), event.task, { call: event.call })
    case 'leave':
      return change(seen(moment, event.task, event.pid), event.task, { call: null })
    case 'passport': {
      const known = change(seen(moment, event.task, event.pid), event.task, { passport: event })
      return { ...known, passports: { ...known.passports, [event.stage]: event } }
    }
    case 'session':
      return { ...moment, sessions: { ...moment.sessions, [event.stage]: event } }
    case 'usage':
      return change(seen(moment, event.task, event.pid), event.task, { pageTablesKb: event.page_tables_kb, minorFaults: event.minor_faults })
    case 'descriptors':
      return change(seen(moment, event.task, event.pid), event.task, { descriptors: event.open })
    case 'suspend':
      return change(moment, event.task, { life: 'suspended', sleep: { state: event.state, wchan: event.wchan } })
    case 'sample':
      return change(moment, event.task, { sleep: { state: event.state, wchan: event.wchan } })
    case 'resume':
      return change(moment, event.task, { life: 'running', sleep: null })
    case 'exec':
      // The kernel gives a new program an address space of its own.
      return change(moment, event.task, {
        space: event.seq,
        stack: event.task,
        stackCopied: false,
        sharesHandlers: false,
        program: event.path,
      })
    case 'exit':
      return change(moment, event.task, { life: 'ended', call: null, sleep: null, exit: { status: event.status, signal: event.signal } })
    case 'threads':
      return { ...moment, threads: lookedAt(moment.threads, event) }
    case 'memory':
      return event.what === 'canary' ? { ...moment, canary: event } : moment
    case 'hello':
    case 'signal':
    case 'output':
    case 'finding':
    case 'note':
    case 'end':
      return moment
  }
}

function lookedAt(before: ThreadLook | null, { at, threads }: EventOf<'threads'>): ThreadLook {
  const began = at === 'suspend' ? 0 : at === 'held' || at === 'resume' ? (before?.sinceSleep ?? null) : null
  const made = threads.reduce((sum, { steps }, n) => sum + steps - (before?.threads[n]?.steps ?? steps), 0)
  return { at, threads, sinceSleep: began === null ? null : at === 'suspend' ? 0 : began + made }
}

const NEWBORN = {
  thread: false,
  life: 'running',
  sleep: null,
  sharesHandlers: false,
  sharesFiles: false,
  stackCopied: false,
  program: null,
  call: null,
  exit: null,
  passport: null,
  pageTablesKb: null,
  minorFaults: null,
  descriptors: null,
} as const

function born(moment: Moment, event: EventOf<'create'>): Moment {
  const known = seen(moment, event.task, null)
  const parent = known.tasks.of(event.task)
  const child: TaskState = {
    ...NEWBORN,
    task: event.child,
    pid: event.child_pid,
    parent: event.task,
    thread: isThread(event) && event.child !== 1,
    space: event.shares.memory && parent ? parent.space : -event.child,
    stack: event.stack === 'same' && parent ? parent.stack : event.child,
    stackCopied: event.stack === 'copied',
    sharesHandlers: event.shares.handlers,
    sharesFiles: event.shares.files,
  }
  // If a thread spawned, that thread is task 1, and its creator is the other thread.
  const { tasks } = isThread(event) && event.child === 1 ? change(known, event.task, { thread: true }) : known
  return { ...known, tasks: tasks.withLast(child) }
}

/** Whether the created task is a thread of the same process. */
export function isThread({ flags }: EventOf<'create'>): boolean {
  return flags.includes('CLONE_THREAD')
}

/** Whether the child got the parent's memory; null if the log does not say it. */
export function memoryShared({ by, shares }: EventOf<'create'>): boolean | null {
  return by === 'unknown' ? null : shares.memory
}

/** Whether the task is known, at that moment, to be a thread of the parent's process. */
export function threadAt({ tasks }: Moment, task: number): boolean {
  return tasks.of(task)?.thread ?? false
}

/** Lists the task from its first event on. The log may reveal its pid later. */
function seen(moment: Moment, task: number, pid: number | null): Moment {
  const known = moment.tasks.of(task)
  if (known) return pid === null || known.pid === pid ? moment : change(moment, task, { pid })
  if (task === 0) return moment
  return { ...moment, tasks: moment.tasks.with({ ...NEWBORN, task, pid: pid ?? 0, parent: null, space: -task, stack: task }) }
}

function change(moment: Moment, task: number, part: Partial<TaskState>): Moment {
  const known = moment.tasks.of(task)
  return known ? { ...moment, tasks: moment.tasks.with({ ...known, ...part }) } : moment
}
