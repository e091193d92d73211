/** What a run's events tell, without what changes from run to run: for comparing two runs of one program. */
import type { TraceEvent } from '../../../protocol/events.ts'
import { CREATING } from '../import/sharing.ts'

export interface ToldCall {
  call: string
  result: string
}
export interface ToldTask {
  /** `1`, and `1.2` for the second task that it made. */
  name: string
  by: string
  memory: 'shared' | 'own' | 'unknown'
  /** Programs that it ran, by former task: `self`, or the thread whose execve it was. */
  execs: string[]
  end: string
  signals: string[]
  calls: ToldCall[]
}

/** Whether these calls are made, and how often, depends on which task is faster. */
const RACING = new Set(['futex', 'pause', 'rt_sigprocmask', 'restart_syscall'])
const GIVES_PID = /^(?:get(?:p|t|pp)id|wait4|set_tid_address)$/
/** A number above is an address. */
const ADDRESS = 1e6

export function toldBy(events: readonly TraceEvent[]): ToldTask[] {
  const tasks = new Map<number, ToldTask>()
  const made = new Map<number, number>()
  const of = (task: number, name = `?${tasks.size}`): ToldTask => {
    const known = tasks.get(task) ?? { name: tasks.size === 0 ? '1' : name, by: '', memory: 'own', execs: [], end: '', signals: [], calls: [] }
    tasks.set(task, known)
    return known
  }
  for (const event of events) {
    if (event.kind === 'create') {
      const count = (made.get(event.task) ?? 0) + 1
      made.set(event.task, count)
      const child = of(event.child, `${of(event.task).name}.${count}`)
      child.by = event.call
      child.memory = event.by === 'unknown' ? 'unknown' : event.shares.memory ? 'shared' : 'own'
    } else if (event.kind === 'exec') of(event.task).execs.push(event.former_pid === event.pid ? 'self' : 'a thread')
    else if (event.kind === 'exit') of(event.task).end = event.signal ?? String(event.status)
    else if (event.kind === 'signal') of(event.task).signals.push(event.signal)
    else if (event.kind === 'enter') of(event.task).calls.push({ call: event.call, result: '?' })
    else if (event.kind === 'leave') {
      const { calls } = of(event.task)
      const last = calls.at(-1)
      const call = last?.call === event.call && last.result === '?' ? last : { call: event.call, result: '' }
      if (call !== last) calls.push(call)
      call.result = event.error ?? plain(event.result, CREATING.has(event.call) || GIVES_PID.test(event.call))
    }
  }
  for (const task of tasks.values()) task.calls = task.calls.filter(({ call }) => !RACING.has(call) && !/^\?+$/.test(call))
  return [...tasks.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function plain(result: string, isPid: boolean): string {
  const number = Number(/^-?(?:0x[0-9a-f]+|\d+)/.exec(result)?.[0] ?? Number.NaN)
  if (Number.isNaN(number)) return result.slice(0, 1)
  return isPid && number > 0 ? 'pid' : number > ADDRESS ? 'address' : String(number)
}
