/**
 * Chrome's trace event format, which Perfetto and chrome://tracing read: a process for each process, a lane for each of its
 * threads, a lane for the phases, the parent's suspension as a state of its thread, and an arrow for each "created" and each
 * "woken by". A lane's slices stand one after another: the readers refuse slices that overlap in part.
 */
import type { TraceEvent as Event, EventOf } from '../../../protocol/events.ts'
import { type Member, membersOf } from '../processes.ts'
import { endOfTask } from '../taskEnd.ts'

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

/** The lane of the phases. No process has this number. */
const PHASE_LANE = 0
const micro = (ns: number): number => ns / 1000
/** A slice without length cannot carry an arrow. */
const SHORTEST_NS = 1

/** A thread of a process, or a task's phases. */
interface Lane {
  pid: number
  tid: number
  /** Where its last slice ends, in nanoseconds. */
  end: number
}
/** A stretch of a lane, in nanoseconds. */
interface Slice {
  event: ChromeEvent
  lane: Lane
  from: number
  to: number
}

export function chromeTrace(events: readonly Event[]): ChromeTrace {
  const hello = events.find((event) => event.kind === 'hello')
  const drawn = new Drawing(membersOf(events))
  for (const event of events) drawn.take(event)
  return {
    displayTimeUnit: 'ns',
    otherData: { strategy: hello?.strategy ?? '', edition: hello?.edition ?? '', kernel: hello?.kernel ?? '', libc: hello?.libc ?? '' },
    traceEvents: drawn.end(),
  }
}

class Drawing {
  readonly #members: ReadonlyMap<number, Member>
  readonly #calls: Slice[] = []
  readonly #phases: Slice[] = []
  readonly #others: ChromeEvent[] = []
  /** The call that each task is in, and the last one that it was in. */
  readonly #inside = new Map<number, Slice>()
  readonly #last = new Map<number, Slice>()
  readonly #phase = new Map<number, Slice>()
  readonly #asleep = new Map<number, ChromeEvent>()
  readonly #laneOfTask = new Map<number, Lane>()
  /** By process and thread: a later task may have the numbers of an earlier one. */
  readonly #lanes = new Map<number, Map<number, Lane>>()
  /** Creations whose child has made no call yet. */
  readonly #births = new Map<number, { seq: number; from: Slice }>()
  /** Creations that the log shows before the call that made them. */
  readonly #early = new Map<number, EventOf<'create'>[]>()
  readonly #tasks = new Map<number, number>()
  #ns = 0

  constructor(members: ReadonlyMap<number, Member>) {
    this.#members = members
  }

  take(event: Event): void {
    this.#ns = event.ns
    if ('pid' in event) this.#tasks.set(event.pid, event.task)
    if (event.phase !== null) this.#inPhase(event, event.phase)
    if (event.kind === 'enter') this.#enter(event)
    else if (event.kind === 'leave') this.#leave(event)
    else if (event.kind === 'create') this.#create(event)
    else if (event.kind === 'suspend') this.#suspend(event)
    else if (event.kind === 'resume') this.#resume(event)
    else if (event.kind === 'signal') this.#mark(event, 'signal', `${event.signal} ${event.how}`)
    else if (event.kind === 'exec') this.#exec(event)
    else if (event.kind === 'exit') {
      this.#close(event.task)
      this.#mark(event, 'exit', event.signal === null ? `exits with ${event.status}` : endOfTask(event).slice(4, -4))
    }
  }

  end(): ChromeEvent[] {
    for (const task of [...this.#inside.keys()]) this.#close(task)
    for (const slices of [this.#calls, this.#phases])
      for (const { event, from, to } of slices) {
        event.ts = micro(from)
        event.dur = micro(to - from)
      }
    return [...names(this.#members), ...this.#calls.map(({ event }) => event), ...this.#phases.map(({ event }) => event), ...this.#others]
  }

  #lane(task: number): Lane {
    const known = this.#laneOfTask.get(task)
    if (known) return known
    const { pid, tid } = this.#members.get(task) ?? { pid: task, tid: task }
    const lane = this.#laneOf(pid, tid)
    this.#laneOfTask.set(task, lane)
    return lane
  }

  #laneOf(pid: number, tid: number): Lane {
    const threads = this.#lanes.get(pid) ?? new Map<number, Lane>()
    this.#lanes.set(pid, threads)
    const lane = threads.get(tid) ?? { pid, tid, end: 0 }
    threads.set(tid, lane)
    return lane
  }

  /** Begins where the lane ends, if the clock says that it began earlier. */
  #slice(cat: string, name: string, lane: Lane, args: Record<string, unknown>, ns: number): Slice {
    const from = Math.max(ns, lane.end)
    const slice = { event: { ph: 'X' as const, cat, name, pid: lane.pid, tid: lane.tid, args, ts: 0, dur: 0 }, lane, from, to: from + SHORTEST_NS }
    lane.end = slice.to
    return slice
  }

  #until(slice: Slice, ns: number): void {
    slice.to = Math.max(slice.to, ns)
    slice.lane.end = slice.to
  }

  #enter(event: EventOf<'enter'>): void {
    // A call whose return the log does not show ended before the next one.
    this.#close(event.task)
    const { seq, ns, task, call } = event
    const slice = this.#slice('syscall', call, this.#lane(task), { seq, args: event.args.join(', '), result: '?' }, ns)
    this.#calls.push(slice)
    this.#inside.set(task, slice)
    this.#last.set(task, slice)
    const birth = this.#births.get(task)
    if (birth) this.#arrow('makes', birth.seq, birth.from, slice)
    this.#births.delete(task)
    const early = this.#early.get(task)
    if (!early || !/^v?fork$|^clone/.test(call)) return
    for (const create of early) this.#made(create, slice)
    this.#early.delete(task)
  }

  #leave(event: EventOf<'leave'>): void {
    const slice = this.#inside.get(event.task)
    if (slice?.event.name !== event.call) return
    const args = slice.event.args ?? {}
    args.args = event.args.join(', ')
    args.result = event.result
    this.#close(event.task)
  }

  /** A call that never returns lasts until its task ends. */
  #close(task: number): void {
    const slice = this.#inside.get(task)
    if (slice) this.#until(slice, this.#ns)
    this.#inside.delete(task)
  }

  #create(event: EventOf<'create'>): void {
    const from = this.#inside.get(event.task)
    if (from) return this.#made(event, from)
    const early = this.#early.get(event.task)
    if (early) early.push(event)
    else this.#early.set(event.task, [event])
  }

  #made({ seq, child }: EventOf<'create'>, from: Slice): void {
    const first = this.#last.get(child)
    if (first) this.#arrow('makes', seq, from, first)
    else this.#births.set(child, { seq, from })
  }

  #exec(event: EventOf<'exec'>): void {
    this.#mark(event, 'exec', `runs ${event.path ?? '?'}`)
    if (event.former_pid === event.pid) return
    // The thread's call goes on in the name of its process.
    this.#close(event.task)
    const thread = this.#tasks.get(event.former_pid)
    const call = thread === undefined ? undefined : this.#inside.get(thread)
    if (thread === undefined || !call) return
    this.#close(thread)
    const { cat = 'syscall', name, args } = call.event
    const slice = this.#slice(cat, name, this.#lane(event.task), { ...args, seq: event.seq }, event.ns)
    this.#calls.push(slice)
    this.#inside.set(event.task, slice)
    this.#last.set(event.task, slice)
  }

  /** One lane for each task, because parent and child may be in two phases at once. */
  #inPhase({ task, ns, seq, step }: Event, name: string): void {
    const current = this.#phase.get(task)
    if (current?.event.name === name) return this.#until(current, ns)
    const slice = this.#slice('phase', name, this.#laneOf(PHASE_LANE, task), { seq, step }, ns)
    this.#phases.push(slice)
    this.#phase.set(task, slice)
  }

  /** Perfetto's event type `T`: the state of a thread, here in the kernel's own word. */
  #suspend({ seq, ns, task, state, wchan }: EventOf<'suspend'>): void {
    const { pid, tid } = this.#lane(task)
    const event: ChromeEvent = {
      ph: 'T',
      cat: 'state',
      name: state,
      pid,
      tid,
      ts: micro(ns),
      dur: micro(SHORTEST_NS),
      args: { seq, blocked_function: wchan ?? '' },
    }
    this.#others.push(event)
    this.#asleep.set(task, event)
  }

  #resume(event: EventOf<'resume'>): void {
    const asleep = this.#asleep.get(event.task)
    if (asleep) asleep.dur = Math.max(micro(SHORTEST_NS), micro(event.ns) - (asleep.ts ?? 0))
    this.#asleep.delete(event.task)
    const [from, to] = [this.#last.get(event.child), this.#inside.get(event.task)]
    if (from && to) this.#arrow('wakes', event.seq, from, to, event.ns)
  }

  /** Both ends must lie inside a slice. */
  #arrow(name: string, seq: number, from: Slice, to: Slice, at = to.from): void {
    const id = `0x${seq.toString(16)}`
    const { lane: begins } = from
    const { lane: ends } = to
    this.#others.push({ ph: 's', cat: 'spawn', name, id, pid: begins.pid, tid: begins.tid, ts: micro(from.from), args: { seq } })
    this.#others.push({ ph: 'f', bp: 'e', cat: 'spawn', name, id, pid: ends.pid, tid: ends.tid, ts: micro(Math.max(at, to.from)), args: { seq } })
  }

  #mark(event: Event, cat: string, name: string): void {
    const { pid, tid } = this.#lane(event.task)
    this.#others.push({ ph: 'i', s: 't', cat, name, pid, tid, ts: micro(event.ns), args: { seq: event.seq } })
  }
}

function names(members: ReadonlyMap<number, Member>): ChromeEvent[] {
  const lanes: ChromeEvent[] = [{ ph: 'M', name: 'process_name', pid: PHASE_LANE, tid: PHASE_LANE, args: { name: 'phases' } }]
  for (const { task, tid, pid, process } of members.values()) {
    const name = task === 1 ? 'parent' : `child ${task}`
    if (task === process) {
      lanes.push({ ph: 'M', name: 'process_name', pid, tid, args: { name } })
      lanes.push({ ph: 'M', name: 'process_sort_index', pid, tid, args: { sort_index: task } })
    }
    lanes.push({ ph: 'M', name: 'thread_name', pid, tid, args: { name: task === process ? name : `thread ${task}` } })
  }
  return lanes
}
