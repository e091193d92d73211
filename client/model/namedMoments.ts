/**
 * The moments of a run that have a name: "borrowed", "asleep", "the handler runs". Like chapters: a timeline draws them, a list
 * leads to them, and lessons, claims and notes name them. Each is one step of the story, and says only what that step shows. Pure.
 */
import { isThread, memoryShared } from './moment.ts'
import type { CallStep, FactStep, Step, Story } from './story.ts'
import { keyNote, SIGNAL_OF_KEY, type TerminalKey } from './terminalKeys.ts'

/** What a moment says beyond its name. */
export type MomentDetail =
  /** The child got the parent's memory, or a copy of it. */
  | { kind: 'borrowed' | 'copied' }
  /** The parent sleeps until the child execs or ends. `state`: /proc's word, "D (disk sleep)". */
  | { kind: 'asleep'; state: string }
  /** The child's first step of its own in the parent's memory. */
  | { kind: 'window' }
  | { kind: 'canary'; written: number; parentSees: number }
  /** The first look at a task while `held` was kept where it is. `state` is that of the task looked at. */
  | { kind: 'held'; held: number; state: string }
  /** `by`: the tracer, or the terminal whose foreground group the task is in. */
  | { kind: 'sent'; signal: string; by: 'tracer' | 'terminal' }
  /** `asleep`: the task does not block it, but sleeps until its child lets go of its memory. */
  | { kind: 'waits'; signal: string; asleep: boolean }
  | { kind: 'arrived' | 'ignored' | 'stopped'; signal: string }
  /** A key is pressed, or the terminal goes away. It is for a whole group, so the task is no more than the one that was at work. */
  | { kind: 'pressed'; key: TerminalKey }
  /** The job that was stopped goes on. */
  | { kind: 'continued' }
  /** A handler ran. The counter is the handler's own variable; `whose`: whose memory it counted in. */
  | { kind: 'handler'; before: number; after: number; whose: 'parent' | 'child' }
  /** The child's exec failed. */
  | { kind: 'failed'; errno: string }
  /** The parent reads what the child wrote about that. */
  | { kind: 'told'; errno: string }
  | { kind: 'program'; path: string | null }
  | { kind: 'awake'; by: 'exec' | 'exit' }
  /** An experiment found out something; `harm`: the hazard struck. */
  | { kind: 'found'; name: string; harm: boolean }

export type MomentKind = MomentDetail['kind']

export type NamedMoment = MomentDetail & {
  /** The index of its step. */
  index: number
  /** Its event in the log, as a link names it. */
  seq: number
  /** Who acts or is acted on. */
  task: number
}

/** Caches the moments of each story. An entry is valid until the story grows. */
const known = new WeakMap<Story, { taken: number; moments: readonly NamedMoment[] }>()

/** All named moments, in the order of the run. */
export function namedMoments(story: Story): readonly NamedMoment[] {
  const before = known.get(story)
  if (before?.taken === story.taken) return before.moments
  const seen: Seen = { lent: new Set(), window: new Set(), signals: new Set(), handlers: new Map(), key: null, failed: null, held: null }
  const moments = story.steps.flatMap((step) =>
    detailOf(step, seen).map((detail): NamedMoment => ({ ...detail, index: step.index, seq: step.seq, task: step.task })),
  )
  known.set(story, { taken: story.taken, moments })
  return moments
}

/** The last named moment at or before a step; undefined before the first. */
export function momentAt(moments: readonly NamedMoment[], cursor: number): NamedMoment | undefined {
  return moments.findLast(({ index }) => index <= cursor)
}

/** What the steps so far have shown. */
interface Seen {
  /** Tasks in the memory of their parent. */
  lent: Set<number>
  /** Tasks whose dangerous window has begun. */
  window: Set<number>
  /** Signals that somebody sent on purpose, by task: "2 SIGUSR1". The kernel's own SIGCHLD is no news. */
  signals: Set<string>
  /** The handler's counter as the task's memory last had it. */
  handlers: Map<number, number>
  key: TerminalKey | null
  failed: string | null
  held: number | null
}

function detailOf(step: Step, seen: Seen): MomentDetail[] {
  if (step.kind === 'fact') return factDetail(step, seen)
  const begun: MomentDetail[] = []
  if (seen.lent.has(step.task) && step.phase === 'child-setup' && !seen.window.has(step.task)) {
    seen.window.add(step.task)
    begun.push({ kind: 'window' })
  }
  return step.kind === 'call' ? [...begun, ...callDetail(step, seen)] : begun
}

const EXEC = /^execve(at)?$/
const READ = /^(read|readv|recvfrom|recvmsg)$/

function callDetail({ call, task, error, result }: CallStep, seen: Seen): MomentDetail[] {
  if (EXEC.test(call) && task !== 1 && error !== null) {
    // A shell tries several folders; the last failure is what the parent hears of, but each is seen.
    seen.failed = error
    return [{ kind: 'failed', errno: error }]
  }
  if (seen.failed !== null && task === 1 && READ.test(call) && Number(result) > 0) {
    const errno = seen.failed
    seen.failed = null
    return [{ kind: 'told', errno }]
  }
  return []
}

function factDetail({ event, moment }: FactStep, seen: Seen): MomentDetail[] {
  switch (event.kind) {
    case 'create': {
      const shared = memoryShared(event)
      if (isThread(event) || shared === null) return []
      if (shared) seen.lent.add(event.child)
      return [{ kind: shared ? 'borrowed' : 'copied' }]
    }
    case 'suspend':
      return [{ kind: 'asleep', state: event.state }]
    case 'resume':
      return [{ kind: 'awake', by: event.ended_by }]
    case 'exec':
      seen.lent.delete(event.task)
      seen.failed = null
      // Task 1 is the host, or the traced program itself, which has been started before the story begins.
      return event.task === 1 ? [] : [{ kind: 'program', path: event.path }]
    case 'sample':
      if (seen.held === event.held) return []
      seen.held = event.held
      return [{ kind: 'held', held: event.held, state: event.state }]
    case 'signal':
      return signalDetail(event, moment.tasks.of(event.task)?.life === 'suspended', seen)
    case 'memory':
      if (event.what === 'canary') return [{ kind: 'canary', written: event.written, parentSees: event.parent_sees }]
      return handlerDetail(event, seen)
    case 'finding':
      return [{ kind: 'found', name: event.name, harm: event.harm }]
    case 'note':
      return actDetail(event, seen)
    case 'decide':
    case 'exit':
    case 'output':
      return []
  }
}

function actDetail(event: Extract<FactStep['event'], { kind: 'note' }>, seen: Seen): MomentDetail[] {
  const note = keyNote(event)
  if (note?.is !== 'pressed') return [{ kind: 'continued' }]
  seen.key = note.key
  return [{ kind: 'pressed', key: note.key }]
}

const ENDS = { delivered: 'arrived', ignored: 'ignored', stopped: 'stopped' } as const

function signalDetail({ task, signal, how }: Extract<FactStep['event'], { kind: 'signal' }>, asleep: boolean, { signals, key }: Seen): MomentDetail[] {
  const name = `${task} ${signal}`
  if (how === 'generated' || how === 'pending') signals.add(name)
  if (how === 'generated') return [{ kind: 'sent', signal, by: key !== null && signal === `SIG${SIGNAL_OF_KEY[key]}` ? 'terminal' : 'tracer' }]
  if (how === 'pending') return [{ kind: 'waits', signal, asleep }]
  return signals.has(name) || how === 'ignored' ? [{ kind: ENDS[how], signal }] : []
}

function handlerDetail({ task, parent, written, parent_sees }: Extract<FactStep['event'], { kind: 'memory' }>, { handlers, lent }: Seen): MomentDetail[] {
  const inParent = task !== parent && lent.has(task) && parent_sees === written
  const before = handlers.get(inParent ? parent : task) ?? 0
  for (const one of inParent ? [task, parent] : [task]) handlers.set(one, written)
  return [{ kind: 'handler', before, after: written, whose: inParent || task === parent ? 'parent' : 'child' }]
}
