/** Which tasks are threads of which process, over a whole run. Pure. */
import type { TraceEvent } from '../../protocol/events.ts'
import { isThread } from './moment.ts'

export interface Member {
  task: number
  /** The thread's own number. */
  tid: number
  /** The pid of its process. */
  pid: number
  /** The first task of its process. */
  process: number
}

/** Every task of the run, in the order in which the log names them. */
export function membersOf(events: readonly TraceEvent[]): Map<number, Member> {
  const members = new Map<number, Member>()
  for (const event of events) {
    if (event.kind === 'create') {
      const maker = members.get(event.task)
      const thread = isThread(event) && maker !== undefined
      const known = members.get(event.child)
      if (known && known.process !== event.child) continue
      const own = { task: event.child, tid: event.child_pid, pid: event.child_pid, process: event.child }
      members.set(event.child, thread ? { ...own, pid: maker.pid, process: maker.process } : own)
    } else if ('pid' in event && !members.has(event.task)) members.set(event.task, { task: event.task, tid: event.pid, pid: event.pid, process: event.task })
  }
  return members
}
