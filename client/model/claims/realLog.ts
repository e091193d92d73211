/**
 * A real program's run as if nothing but its spawn had been watched: the calls of the window, and what was seen of
 * the two tasks meanwhile; the parent is task 1, the child 2. So one check judges ours and the real thing. Pure.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { windowOf } from '../likeness/window.ts'

/** Undefined where nothing was spawned. */
export function realLog(events: readonly TraceEvent[], rules: WindowRules): TraceEvent[] | undefined {
  const window = windowOf(events, rules)
  if (!window) return undefined
  const { create, parent, child } = window
  const calls = new Set([...parent, ...child].flatMap(({ seq, endSeq }) => [seq, endSeq]))
  const renumbered = new Map([[create.task, 1], [create.child, 2], ...parent.map(({ task }): [number, number] => [task, 1])])
  return events.flatMap((event): TraceEvent[] => {
    if (event.kind === 'hello' || event.kind === 'end') return [event]
    const task = renumbered.get(event.task)
    if (task === undefined || event.seq < window.from || event.seq > window.to) return []
    if ((event.kind === 'enter' || event.kind === 'leave') && !calls.has(event.seq)) return []
    if (event.kind === 'create') return event.seq === create.seq ? [{ ...event, task, child: 2 }] : []
    return [{ ...event, task }]
  })
}
