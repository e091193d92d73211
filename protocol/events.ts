/**
 * Every line that the helper may write, as NDJSON, one object a line.
 *
 * The order of the keys here is the order on the wire: `build/wire.ts`
 * turns each schema into a C emitter (native/wire/gen/wire_events.h), so that a
 * forgotten field is a compile error there. `seq` is the order of events; `ns`
 * (monotonic, since the hello) is for width only. `task` is a small number
 * per run: 0 the tracer itself, 1 the host, 2 the first child.
 * `phase` and `step` are null where no strategy is running (`trace -- PROG`).
 */
import * as z from 'zod/mini'
import { Phase } from './phases.ts'
import { PROTOCOL_VERSION } from './version.ts'

const count = z.int().check(z.nonnegative())
/** Bytes of a traced program, escaped as strace does: plain ASCII, bounded by the helper. */
const text = z.string().check(z.maxLength(8192), z.regex(/^[\x20-\x7e]*$/))
const signalSet = z.string().check(z.regex(/^[0-9a-f]{16}$/))
const address = z.string().check(z.regex(/^0x[0-9a-f]{1,16}$/))

const line = { seq: count, ns: count, phase: z.nullable(Phase), step: z.nullable(text) }

/** Moments at which a signal can be sent or a task held (--send, --hold). */
export const MOMENTS = ['before-create', 'child-start', 'before-exec', 'after-exec'] as const

/** The moments at which /proc/PID/status is read. `as-started`: the parent before the runtime's own start-up, as execve(2) left it. */
export const STAGES = ['as-started', 'before-create', 'child-start', 'before-exec', 'after-exec', 'parent-after'] as const
export const Stage = z.enum(STAGES)
export type Stage = z.infer<typeof Stage>

/** The levels of the sandbox, 0 to 4, by name. See docs/operating/README.md. */
export const SANDBOXES = ['none', 'limits', 'container', 'sandbox', 'full'] as const

/** First line. `strategy` and `edition` are null for `trace -- PROG`. */
export const Hello = z.strictObject({
  ...line,
  kind: z.literal('hello'),
  task: count,
  version: z.literal(PROTOCOL_VERSION),
  helper: text,
  strategy: z.nullable(text),
  edition: z.nullable(text),
  argv: z.array(text),
  kernel: text,
  libc: text,
  arch: text,
  uid: count,
  /** What contains the run: nothing, limits and a filter, a container of the operator, bwrap, or bwrap with a cgroup of its own. */
  sandbox: z.enum(SANDBOXES),
  pinned: z.boolean(),
})

/** Which mechanism the strategy chose, and each condition that it checked. */
export const Decide = z.strictObject({
  ...line,
  kind: z.literal('decide'),
  task: count,
  mechanism: text,
  conditions: z.array(z.strictObject({ name: text, held: z.boolean(), saw: text })),
})

/**
 * A line of the traced program's own sources, and the function that it stands in. `file` is the path below the folder of the sources.
 * Lines of scripts are claims of the program's own interpreter.
 */
export const Where = z.strictObject({ file: text, line: z.int().check(z.positive()), function: text })
export type Where = z.infer<typeof Where>

/**
 * The lines that led to the call under way, the innermost first; left out where they are not known. A child that runs in its parent's
 * memory while that sleeps in the creating call, and has no line of its own, has the parent's. After exec there is none: the program is gone.
 */
const lines = { where: z.optional(z.array(Where)) }

/**
 * A new task, as the kernel made it. `by` says how sharing was learned: kcmp(2), or the flags where kcmp is refused. `unknown` is
 * of imported logs only: `flags`, `exit_signal`, `shares`, `stack` and `suspends` say nothing then.
 */
export const Create = z.strictObject({
  ...line,
  kind: z.literal('create'),
  task: count,
  child: count,
  call: text,
  flags: z.array(text),
  exit_signal: z.nullable(text),
  shares: z.strictObject({ memory: z.boolean(), files: z.boolean(), fs: z.boolean(), handlers: z.boolean() }),
  stack: z.enum(['same', 'separate', 'copied']),
  child_pid: count,
  by: z.enum(['kcmp', 'flags', 'unknown']),
  suspends: z.boolean(),
  parent_sp: address,
  child_sp: address,
  page_tables_kb: z.nullable(count),
  ...lines,
})

/** syscall-entry-stop. `args` are those known at entry, spelled as strace spells them. */
export const Enter = z.strictObject({
  ...line,
  kind: z.literal('enter'),
  task: count,
  pid: count,
  call: text,
  args: z.array(text),
  ...lines,
})

/** syscall-exit-stop. `args` are all arguments; `result` is what strace prints after "= "; `error` the errno by name. */
export const Leave = z.strictObject({
  ...line,
  kind: z.literal('leave'),
  task: count,
  pid: count,
  call: text,
  args: z.array(text),
  result: text,
  error: z.nullable(text),
})

/** A signal-delivery-stop (delivered, ignored) or another observation of a signal. `info` is the siginfo as strace spells it. */
export const Signal = z.strictObject({
  ...line,
  kind: z.literal('signal'),
  task: count,
  pid: count,
  signal: text,
  how: z.enum(['generated', 'delivered', 'ignored', 'pending', 'stopped']),
  info: text,
})

/** A task's five signal sets, from /proc/PID/status. Do not change its form: outside tools read it. */
export const Passport = z.strictObject({
  ...line,
  kind: z.literal('passport'),
  stage: Stage,
  task: count,
  pid: count,
  SigPnd: signalSet,
  ShdPnd: signalSet,
  SigBlk: signalSet,
  SigIgn: signalSet,
  SigCgt: signalSet,
})

/**
 * Where a task stands among jobs, from /proc/PID/stat: its process group, its session, its controlling terminal (null: none), and the
 * foreground group of that terminal. A group or session with the number 0 is outside the helper's pid namespace.
 */
export const Session = z.strictObject({
  ...line,
  kind: z.literal('session'),
  stage: Stage,
  task: count,
  pid: count,
  pgrp: count,
  session: count,
  tty: z.nullable(text),
  foreground: z.nullable(count),
})

/** The parent sleeps in the kernel until `child` execs or exits. `state` and `wchan`: what /proc says meanwhile. */
export const Suspend = z.strictObject({
  ...line,
  kind: z.literal('suspend'),
  task: count,
  pid: count,
  child: count,
  state: text,
  wchan: z.nullable(text),
})

/** The end of that interval (PTRACE_EVENT_VFORK_DONE). */
export const Resume = z.strictObject({
  ...line,
  kind: z.literal('resume'),
  task: count,
  pid: count,
  child: count,
  ended_by: z.enum(['exec', 'exit']),
})

/**
 * PTRACE_EVENT_EXEC: the old program is gone. `former_pid` differs from `pid` only when a thread other than the leader called execve.
 * `where` is the line of the old program.
 */
export const Exec = z.strictObject({
  ...line,
  kind: z.literal('exec'),
  task: count,
  pid: count,
  former_pid: count,
  path: z.nullable(text),
  ...lines,
})

/** The end of a task: a status, or the signal that killed it. */
export const Exit = z.strictObject({
  ...line,
  kind: z.literal('exit'),
  task: count,
  pid: count,
  status: z.nullable(count),
  signal: z.nullable(text),
  core: z.boolean(),
})

/** A variable in the host's memory that `task` wrote. If another task sees `written` afterwards, they share memory. */
export const Memory = z.strictObject({
  ...line,
  kind: z.literal('memory'),
  task: count,
  parent: count,
  /** `canary`: the child itself wrote it. `handler`: how often a signal handler ran, in whichever task. */
  what: z.enum(['canary', 'handler']),
  address,
  written: count,
  child_sees: count,
  parent_sees: count,
})

/** What a task has cost so far: page tables (VmPTE; null once it has no memory) and page faults (/proc/PID/stat). */
export const Usage = z.strictObject({
  ...line,
  kind: z.literal('usage'),
  stage: Stage,
  task: count,
  pid: count,
  page_tables_kb: z.nullable(count),
  minor_faults: count,
  major_faults: count,
})

/** A task's open descriptors, from /proc/PID/fd and fdinfo. A descriptor that is missing after exec had close-on-exec. */
export const Descriptors = z.strictObject({
  ...line,
  kind: z.literal('descriptors'),
  stage: Stage,
  task: count,
  pid: count,
  open: z.array(z.strictObject({ fd: count, path: text, close_on_exec: z.boolean() })),
})

/** A sample of the parent while its child is held. `progress`: how many steps the host's other threads have made since the run began. */
export const Sample = z.strictObject({
  ...line,
  kind: z.literal('sample'),
  task: count,
  pid: count,
  held: count,
  state: text,
  wchan: z.nullable(text),
  threads: count,
  progress: count,
})

/** Moments at which the helper samples the threads of the set-up. */
export const THREAD_LOOKS = ['begin', 'suspend', 'held', 'resume', 'end'] as const

/**
 * The host's threads of --threads, in the order of their creation. They make no system call, so this is all that the tracer
 * sees of them: the state in /proc, and the `steps` that each has made since its start.
 */
export const Threads = z.strictObject({
  ...line,
  kind: z.literal('threads'),
  task: count,
  pid: count,
  at: z.enum(THREAD_LOOKS),
  threads: z.array(z.strictObject({ tid: count, state: text, steps: count })),
})

/** What the started program wrote to its standard output or error, as far as the tracer read it. */
export const Output = z.strictObject({ ...line, kind: z.literal('output'), task: count, pid: count, fd: count, text })

/** What an experiment found out about a hazard. `harm`: the hazard struck. */
export const Finding = z.strictObject({ ...line, kind: z.literal('finding'), task: count, name: text, value: text, harm: z.boolean() })

/** A remark of the helper about itself, with a stable code. */
export const Note = z.strictObject({ ...line, kind: z.literal('note'), task: count, code: text, text })

/** Last line. A stream without it was cut off. */
export const End = z.strictObject({
  ...line,
  kind: z.literal('end'),
  task: count,
  outcome: z.enum(['spawned', 'failed', 'traced', 'timeout', 'event-limit', 'killed', 'refused']),
  why: text,
  stops: count,
})

export const TraceEvent = z.discriminatedUnion('kind', [
  Hello,
  Decide,
  Create,
  Enter,
  Leave,
  Signal,
  Passport,
  Usage,
  Descriptors,
  Session,
  Suspend,
  Sample,
  Threads,
  Resume,
  Exec,
  Exit,
  Memory,
  Output,
  Finding,
  Note,
  End,
])
export type TraceEvent = z.infer<typeof TraceEvent>
export type EventKind = TraceEvent['kind']
export type EventOf<K extends EventKind> = Extract<TraceEvent, { kind: K }>
