/** Events → whole calls: joins the entry and the exit of a task's call. Pure. */
import type { TraceEvent } from '../../../protocol/events.ts'

export interface Call {
  /** The entry's number: the same id as in every other view and export. */
  seq: number
  /** The exit's number, or the entry's if there is no exit (exit_group). An execve that replaced the program has an exit. */
  endSeq: number
  task: number
  pid: number
  call: string
  args: readonly string[]
  result: string
  error: string | null
}

export function callsOf(events: readonly TraceEvent[]): Call[] {
  const calls: Call[] = []
  const open = new Map<number, Call>()
  const tasks = new Map<number, number>()
  for (const event of events) {
    if ('pid' in event) tasks.set(event.pid, event.task)
    if (event.kind === 'enter') {
      const call = { seq: event.seq, endSeq: event.seq, task: event.task, pid: event.pid, call: event.call, args: event.args, result: '?', error: null }
      open.set(event.task, call)
      calls.push(call)
    } else if (event.kind === 'exec' && event.former_pid !== event.pid) {
      // A thread's execve returns in the name of its process.
      const begun = open.get(tasks.get(event.former_pid) ?? 0)
      if (begun) open.set(event.task, begun)
    } else if (event.kind === 'leave') {
      const call = open.get(event.task)
      if (call?.call !== event.call) continue
      Object.assign(call, { endSeq: event.seq, args: event.args, result: event.result, error: event.error })
      open.delete(event.task)
    }
  }
  return calls
}

/** `name(arguments)`: the form that the patterns of the window rules match. */
export function spelled(call: Pick<Call, 'call' | 'args'>): string {
  return `${call.call}(${call.args.join(', ')})`
}
