/**
 * A real program's run as one of ours looks: its window alone, each event with its phase, the spawning thread as task 1
 * and the child as task 2. Views made for our strategies show it as it is. `step` stays null: the code is not ours.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { Phase } from '../../../protocol/phases.ts'
import type { SpawnWindow } from './window.ts'

export function phasedWindow(events: readonly TraceEvent[], window: SpawnWindow): TraceEvent[] {
  const { create } = window
  const phases = new Map<number, Phase>()
  for (const { seq, endSeq, part } of [...window.parent, ...window.child]) {
    phases.set(seq, part)
    phases.set(endSeq, part)
  }
  const calls = new Set(phases.keys())
  // A runtime may wait in another thread than it spawned in: to the reader both are the parent.
  const tasks = new Map([[create.task, 1], [create.child, 2], ...window.parent.map(({ task }): [number, number] => [task, 1])])
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
    if (event.kind === 'create' && event.flags.includes('CLONE_THREAD')) continue
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
      return { ...event, task }
  }
}
