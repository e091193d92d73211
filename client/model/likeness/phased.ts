/**
 * A real program's run in the form of ours: only its window, each event with its phase. The spawning thread is task 1, the
 * child task 2. On request the parent's other threads are included, as tasks from 3 on. The views of our strategies can show
 * the result. `step` stays null, because the code is not ours.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { Phase } from '../../../protocol/phases.ts'
import { isThread } from '../moment.ts'
import { type SpawnWindow, threadsOf } from './window.ts'

export function phasedWindow(events: readonly TraceEvent[], window: SpawnWindow, others: 'without threads' | 'with threads' = 'without threads'): TraceEvent[] {
  return [...phasedEvents(events, window, others)]
}

/** The same, one event after another. */
export function* phasedEvents(events: readonly TraceEvent[], window: SpawnWindow, others: 'without threads' | 'with threads'): Generator<TraceEvent, void> {
  const { create } = window
  const threads = others === 'with threads' ? threadsOf(events, create.task) : new Set<number>()
  const phases = new Map<number, Phase>()
  for (const { seq, endSeq, part } of [...window.parent, ...window.child]) {
    phases.set(seq, part)
    phases.set(endSeq, part)
  }
  const calls = new Set(phases.keys())
  // A runtime may spawn in one thread and wait in another. Without separate threads, both are the parent.
  const alone = others === 'without threads'
  const tasks = new Map([[create.task, 1], [create.child, 2], ...(alone ? window.parent.map(({ task }): [number, number] => [task, 1]) : [])])
  const renamed = (task: number): number => {
    if (task === 0) return 0
    const known = tasks.get(task) ?? tasks.size + 1
    tasks.set(task, known)
    return known
  }
  /** The current phase of each task. An event that is no call belongs to the call in which it happens. */
  const now = new Map<number, Phase>([[create.child, 'child-setup']])
  let childOver = false
  for (const event of events) {
    if (event.kind === 'hello' || event.kind === 'end') {
      yield event
      continue
    }
    // What the whole program was started with, however its threads are counted here.
    if (event.kind === 'passport' && event.stage === 'as-started') {
      yield { ...event, task: 1, phase: null }
      continue
    }
    if ((threads.has(event.task) && event.task !== create.task && within(event, window)) || bearsThread(event, threads, window)) {
      yield moved({ ...event, phase: phases.get(event.seq) ?? null }, renamed)
      continue
    }
    if (alone && event.kind === 'create' && isThread(event)) continue
    const isCall = event.kind === 'enter' || event.kind === 'leave'
    const ofChild = event.task === create.child
    if (ofChild ? childOver : !(calls.has(event.seq) || (!isCall && event.task === create.task && event.seq >= window.from && event.seq <= window.to))) continue
    const phase = phases.get(event.seq) ?? now.get(event.task) ?? 'prepare'
    now.set(event.task, phase)
    if (ofChild && event.kind === 'exit') childOver = true
    yield moved({ ...event, phase }, renamed)
  }
}

/** Whether an event of another thread lies in the window: what the thread does there, and its creation. */
const within = (event: TraceEvent, { from, to }: SpawnWindow): boolean => event.seq >= from && event.seq <= to

const bearsThread = (event: TraceEvent, threads: ReadonlySet<number>, { to }: SpawnWindow): boolean =>
  event.kind === 'create' && isThread(event) && threads.has(event.child) && event.seq <= to

function moved(event: TraceEvent, renamed: (task: number) => number): TraceEvent {
  const task = renamed(event.task)
  switch (event.kind) {
    case 'create':
    case 'suspend':
    case 'resume':
      return { ...event, task, child: renamed(event.child) }
    case 'memory':
      return { ...event, task, parent: renamed(event.parent) }
    case 'sample':
      return { ...event, task, held: renamed(event.held) }
    default:
      return { ...(event satisfies Alone), task }
  }
}

/** Events that name only their own task. */
type Alone = Exclude<TraceEvent, { child: number } | { parent: number } | { held: number }>
