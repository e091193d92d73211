/**
 * What is known of a run at one point of its log: tasks, who shares what, signal sets, the canary.
 * A moment is whole: it can be drawn without looking at the ones beside it. It holds what the helper
 * observed and nothing concluded from how the calls are said to work. Pure; unchanged parts are shared.
 */
import type { EventOf, Stage, TraceEvent } from '../../protocol/events.ts'

export type Passport = EventOf<'passport'>

export interface TaskState {
  task: number
  pid: number
  /** Null for the host. */
  parent: number | null
  /** A thread of the process that task 1 is in, no process of its own. */
  thread: boolean
  life: 'running' | 'suspended' | 'ended'
  /** /proc's words while it sleeps for its child. */
  sleep: { state: string; wchan: string | null } | null
  /** Tasks with the same number live in one address space. */
  space: number
  /** The task whose stack it runs on: itself, or the parent that lends it. */
  stack: number
  /** Its stack is a copy made at the creation. */
  stackCopied: boolean
  sharesHandlers: boolean
  sharesFiles: boolean
  /** The program's path since its last exec. */
  program: string | null
  /** The call it is in, as far as the log tells. */
  call: string | null
  /** How it ended. */
  exit: { status: number | null; signal: string | null } | null
  passport: Passport | null
  pageTablesKb: number | null
  minorFaults: number | null
  descriptors: EventOf<'descriptors'>['open'] | null
}

export interface Moment {
  tasks: readonly TaskState[]
  /** The latest of each stage. */
  passports: Partial<Record<Stage, Passport>>
  canary: EventOf<'memory'> | null
  decide: EventOf<'decide'> | null
  /** Page tables the kernel copied at the creation, where it copied. */
  create: EventOf<'create'> | null
  /** The host's counting threads, as they were looked at last. */
  threads: ThreadLook | null
}

/** One look at the threads that only count. */
export interface ThreadLook {
  at: EventOf<'threads'>['at']
  threads: EventOf<'threads'>['threads']
  /** Steps they have made since the parent fell asleep; null where it has not. */
  sinceSleep: number | null
}

export const BEFORE_ALL: Moment = { tasks: [], passports: {}, canary: null, decide: null, create: null, threads: null }

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
      // A new program has an address space of its own: the kernel made it.
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
  const parent = known.tasks.find(({ task }) => task === event.task)
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
  // Where a thread spawned, it is task 1, and who made it is the other thread.
  const others = known.tasks.map((one) => (isThread(event) && event.child === 1 && one.task === event.task ? { ...one, thread: true } : one))
  return { ...known, tasks: [...others.filter(({ task }) => task !== event.child), child] }
}

/** What was created is a thread of the same process. */
export function isThread({ flags }: EventOf<'create'>): boolean {
  return flags.includes('CLONE_THREAD')
}

/** At that moment the task is known to be a thread of the parent's process. */
export function threadAt({ tasks }: Moment, task: number): boolean {
  return tasks.some((one) => one.task === task && one.thread)
}

/** The task is in the list from its first event on. Its pid may be learned later. */
function seen(moment: Moment, task: number, pid: number | null): Moment {
  const known = moment.tasks.find((other) => other.task === task)
  if (known) return pid === null || known.pid === pid ? moment : change(moment, task, { pid })
  if (task === 0) return moment
  return { ...moment, tasks: [...moment.tasks, { ...NEWBORN, task, pid: pid ?? 0, parent: null, space: -task, stack: task }] }
}

function change(moment: Moment, task: number, part: Partial<TaskState>): Moment {
  const at = moment.tasks.findIndex((other) => other.task === task)
  const known = moment.tasks[at]
  return known ? { ...moment, tasks: moment.tasks.with(at, { ...known, ...part }) } : moment
}
