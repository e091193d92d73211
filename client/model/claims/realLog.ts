/**
 * A real program's run reduced to its spawn: the calls of the window, and what the tracer saw of the two tasks meanwhile.
 * The parent is task 1, the child task 2. So the same check judges our run and the real one. Pure.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import type { WindowRules } from '../../../protocol/specimen.ts'
import { windowOf } from '../likeness/window.ts'

/** What the whole program was started with. It stands before the window, and concerns it. */
const isStart = (event: TraceEvent): boolean => event.kind === 'passport' && event.stage === 'as-started'

/** Undefined if the run spawned nothing. */
export function realLog(events: readonly TraceEvent[], rules: WindowRules): TraceEvent[] | undefined {
  const window = windowOf(events, rules)
  if (!window) return undefined
  const { create, parent, child } = window
  const calls = new Set([...parent, ...child].flatMap(({ seq, endSeq }) => [seq, endSeq]))
  const renumbered = new Map([[create.task, 1], [create.child, 2], ...parent.map(({ task }): [number, number] => [task, 1])])
  // A runtime may execute a program of its own first: what is seen of that is not yet what the requested program begins with.
  const executed = events.findLast(({ kind, task, seq }) => kind === 'exec' && task === create.child && seq <= window.to)?.seq ?? 0
  return events.flatMap((event): TraceEvent[] => {
    if (event.kind === 'hello' || event.kind === 'end') return [event]
    if (isStart(event)) return [event]
    const task = renumbered.get(event.task)
    if (task === undefined || event.seq < window.from || event.seq > window.to) return []
    if ((event.kind === 'enter' || event.kind === 'leave') && !calls.has(event.seq)) return []
    if ('stage' in event && event.stage === 'after-exec' && event.seq < executed) return []
    if (event.kind === 'create') return event.seq === create.seq ? [{ ...event, task, child: 2 }] : []
    return [{ ...event, task }]
  })
}
