/**
 * Chrome's trace event format, which Perfetto and chrome://tracing read: a lane for each task, a lane for the phases, the
 * parent's suspension as a state of its thread, and an arrow for each "created" and each "woken by".
 */
import type { TraceEvent as Event } from '../../../protocol/events.ts'
import { callsOf } from '../likeness/calls.ts'

export interface ChromeEvent {
  ph: 'X' | 'M' | 'i' | 's' | 'f' | 'T'
  name: string
  cat?: string
  pid: number
  tid: number
  ts?: number
  dur?: number
  s?: 't'
  id?: string
  bp?: 'e'
  args?: Record<string, unknown>
}
export interface ChromeTrace {
  displayTimeUnit: 'ns'
  otherData: Record<string, string>
  traceEvents: ChromeEvent[]
}

/** The lane of the phases. No task has this number. */
const PHASE_LANE = 0
const micro = (ns: number): number => ns / 1000
/** A slice without length cannot carry an arrow. */
const SHORTEST = 0.001

export function chromeTrace(events: readonly Event[]): ChromeTrace {
  const at = new Map(events.map(({ seq, ns }) => [seq, ns]))
  const ns = (seq: number): number => at.get(seq) ?? 0
  const hello = events.find((event) => event.kind === 'hello')
  const calls = callsOf(events).map(
    (call): ChromeEvent => ({
      ph: 'X',
      cat: 'syscall',
      name: call.call,
      pid: call.pid,
      tid: call.pid,
      ts: micro(ns(call.seq)),
      dur: Math.max(SHORTEST, micro(ns(call.endSeq) - ns(call.seq))),
      args: { seq: call.seq, args: call.args.join(', '), result: call.result },
    }),
  )
  return {
    displayTimeUnit: 'ns',
    otherData: { strategy: hello?.strategy ?? '', edition: hello?.edition ?? '', kernel: hello?.kernel ?? '', libc: hello?.libc ?? '' },
    traceEvents: [...names(events), ...calls, ...phases(events), ...suspensions(events), ...arrows(events), ...instants(events)],
  }
}

function names(events: readonly Event[]): ChromeEvent[] {
  const seen = new Map<number, number>()
  for (const event of events) if ('pid' in event && !seen.has(event.task)) seen.set(event.task, event.pid)
  const lanes = [...seen].flatMap(([task, pid]): ChromeEvent[] => [
    { ph: 'M', name: 'process_name', pid, tid: pid, args: { name: task === 1 ? 'parent' : `child ${task}` } },
    { ph: 'M', name: 'process_sort_index', pid, tid: pid, args: { sort_index: task } },
  ])
  return [{ ph: 'M', name: 'process_name', pid: PHASE_LANE, tid: PHASE_LANE, args: { name: 'phases' } }, ...lanes]
}

/** One lane for each task, because parent and child may be in two phases at once. */
function phases(events: readonly Event[]): ChromeEvent[] {
  const out: ChromeEvent[] = []
  const open = new Map<number, ChromeEvent>()
  for (const event of events) {
    if (event.phase === null) continue
    const current = open.get(event.task)
    if (current?.name === event.phase) {
      current.dur = Math.max(SHORTEST, micro(event.ns) - (current.ts ?? 0))
      continue
    }
    const slice: ChromeEvent = {
      ph: 'X',
      cat: 'phase',
      name: event.phase,
      pid: PHASE_LANE,
      tid: event.task,
      ts: micro(event.ns),
      dur: SHORTEST,
      args: { seq: event.seq, step: event.step },
    }
    open.set(event.task, slice)
    out.push(slice)
  }
  return out
}

/** Perfetto's event type `T`: the state of a thread, here in the kernel's own word. */
function suspensions(events: readonly Event[]): ChromeEvent[] {
  return events.flatMap((event): ChromeEvent[] => {
    if (event.kind !== 'suspend') return []
    const end = events.find((other) => other.kind === 'resume' && other.task === event.task && other.seq > event.seq)
    const dur = Math.max(SHORTEST, micro((end ?? event).ns - event.ns))
    return [
      {
        ph: 'T',
        cat: 'state',
        name: event.state,
        pid: event.pid,
        tid: event.pid,
        ts: micro(event.ns),
        dur,
        args: { seq: event.seq, blocked_function: event.wchan ?? '' },
      },
    ]
  })
}

/** Both ends must lie inside a slice: the call that created the child, and the child's first call. */
function arrows(events: readonly Event[]): ChromeEvent[] {
  const arrow = (name: string, id: number, from: Event & { pid: number }, to: Event & { pid: number }): ChromeEvent[] => [
    { ph: 's', cat: 'spawn', name, id: `0x${id.toString(16)}`, pid: from.pid, tid: from.pid, ts: micro(from.ns), args: { seq: from.seq } },
    { ph: 'f', bp: 'e', cat: 'spawn', name, id: `0x${id.toString(16)}`, pid: to.pid, tid: to.pid, ts: micro(to.ns), args: { seq: to.seq } },
  ]
  return events.flatMap((event): ChromeEvent[] => {
    if (event.kind === 'create') {
      const from = events.findLast((other) => other.kind === 'enter' && other.task === event.task && other.seq < event.seq)
      const to = events.find((other) => other.kind === 'enter' && other.task === event.child)
      return from && to && 'pid' in from && 'pid' in to ? arrow('makes', event.seq, from, to) : []
    }
    if (event.kind === 'resume') {
      const from = events.findLast((other) => other.kind === 'enter' && other.task === event.child && other.seq < event.seq)
      return from && 'pid' in from ? arrow('wakes', event.seq, from, event) : []
    }
    return []
  })
}

function instants(events: readonly Event[]): ChromeEvent[] {
  return events.flatMap((event): ChromeEvent[] => {
    const mark = (cat: string, name: string, pid: number): ChromeEvent => ({
      ph: 'i',
      s: 't',
      cat,
      name,
      pid,
      tid: pid,
      ts: micro(event.ns),
      args: { seq: event.seq },
    })
    if (event.kind === 'signal') return [mark('signal', `${event.signal} ${event.how}`, event.pid)]
    if (event.kind === 'exec') return [mark('exec', `runs ${event.path ?? '?'}`, event.pid)]
    if (event.kind === 'exit') return [mark('exit', event.signal === null ? `exits with ${event.status}` : `killed by ${event.signal}`, event.pid)]
    return []
  })
}
