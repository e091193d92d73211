/**
 * A real program's run as one of ours looks: its window alone, each event with its phase, the spawning thread as task 1
 * and the child as task 2. Where they are asked for, the parent's other threads come with it, as tasks from 3 on. Views made for our strategies show it as it is. `step` stays null: the code is not ours.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { Phase } from '../../../protocol/phases.ts'
import { isThread } from '../moment.ts'
import { type SpawnWindow, threadsOf } from './window.ts'

export function phasedWindow(events: readonly TraceEvent[], window: SpawnWindow, others: 'without threads' | 'with threads' = 'without threads'): TraceEvent[] {
  const { create } = window
  const threads = others === 'with threads' ? threadsOf(events, create.task) : new Set<number>()
  const phases = new Map<number, Phase>()
  for (const { seq, endSeq, part } of [...window.parent, ...window.child]) {
    phases.set(seq, part)
    phases.set(endSeq, part)
  }
  const calls = new Set(phases.keys())
  // A runtime may wait in another thread than it spawned in: without threads of their own, both are the parent.
  const alone = others === 'without threads'
  const tasks = new Map([[create.task, 1], [create.child, 2], ...(alone ? window.parent.map(({ task }): [number, number] => [task, 1]) : [])])
  const renamed = (task: number): number => {
    if (task === 0) return 0
    const known = tasks.get(task) ?? tasks.size + 1
    tasks.set(task, known)
    return known
  }
  /** Where each task stands: what is no call belongs to the call it happens in. */
  const now = new Map<number, Phase>([[create.child, 'child-setup']])
  const out: TraceEvent[] = []
  let childOver = false
  for (const event of events) {
    if (event.kind === 'hello' || event.kind === 'end') {
      out.push(event)
      continue
    }
    if ((threads.has(event.task) && event.task !== create.task && within(event, window)) || bearsThread(event, threads, window)) {
      out.push(moved({ ...event, phase: phases.get(event.seq) ?? null }, renamed))
      continue
    }
    if (alone && event.kind === 'create' && isThread(event)) continue
    const isCall = event.kind === 'enter' || event.kind === 'leave'
    const ofChild = event.task === create.child
    if (ofChild ? childOver : !(calls.has(event.seq) || (!isCall && event.task === create.task && event.seq >= window.from && event.seq <= window.to))) continue
    const phase = phases.get(event.seq) ?? now.get(event.task) ?? 'prepare'
    now.set(event.task, phase)
    if (ofChild && event.kind === 'exit') childOver = true
    out.push(moved({ ...event, phase }, renamed))
  }
  return out
}

/** Of another thread: what it does meanwhile, and how it came to be. */
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

/** Events that name no other task than their own. */
type Alone = Exclude<TraceEvent, { child: number } | { parent: number } | { held: number }>
