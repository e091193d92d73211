/** Every process that a log starts, as a row to choose from. Pure. */
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import { isThread, memoryShared } from '../moment.ts'
import { EXECUTING } from './execs.ts'

export interface Start {
  /** The place in the log's events of the creation, or of the first event of a process whose creation the log does not have. */
  seq: number
  pid: number
  /** Null if the log does not show who made it, and how. */
  parentPid: number | null
  /** What the child ran first, and what its parent was running; null if the log does not show it. */
  program: string | null
  parent: string | null
  call: string | null
  memory: boolean | null
  ns: number
}

export function startsOf(events: readonly TraceEvent[]): Start[] {
  const starts: Start[] = []
  const byChild = new Map<number, Start>()
  const tasks = new Map<number, number>()
  const pids = new Map<number, number>()
  const programs = new Map<number, string | null>()
  const execs = new Map<number, EventOf<'enter'>>()
  const add = (task: number, start: Start): void => {
    byChild.set(task, start)
    starts.push(start)
  }
  for (const event of events) {
    if ('pid' in event) {
      const stranger = pids.size > 0 && !pids.has(event.task)
      // As with -e trace=execve: that a new pid begins with an execve is all that the log shows of its start.
      if (stranger && event.kind === 'enter' && EXECUTING.has(event.call))
        add(event.task, { seq: event.seq, pid: event.pid, parentPid: null, program: null, parent: null, call: null, memory: null, ns: event.ns })
      tasks.set(event.pid, event.task)
      pids.set(event.task, event.pid)
    }
    if (event.kind === 'enter' && EXECUTING.has(event.call)) execs.set(event.task, event)
    else if (event.kind === 'exec') {
      const enter = execs.get(tasks.get(event.former_pid) ?? event.task) ?? execs.get(event.task)
      const program = event.path ?? (enter ? programOf(enter) : null)
      programs.set(event.task, program)
      const start = byChild.get(event.task)
      if (start) start.program ??= program
    } else if (event.kind === 'create') {
      const parent = programs.get(event.task) ?? null
      programs.set(event.child, parent)
      pids.set(event.child, event.child_pid)
      if (isThread(event)) continue
      const { seq, child_pid: pid, call, ns } = event
      add(event.child, { seq, pid, parentPid: pids.get(event.task) ?? null, program: null, parent, call, memory: memoryShared(event), ns })
    }
  }
  return starts
}

/** The path that execve was given, or the program's own name where execveat was given a descriptor. */
function programOf({ call, args }: EventOf<'enter'>): string | null {
  const path = call === 'execve' ? args[0] : args[1]
  return textOf(path) || textOf(/^\[("(?:[^"\\]|\\.)*")/.exec((call === 'execve' ? args[1] : args[2]) ?? '')?.[1])
}

/** The text of a string as strace writes it; null for an address. */
function textOf(quoted: string | undefined): string | null {
  const inside = /^"(.*)"(?:\.\.\.)?$/.exec(quoted ?? '')?.[1]
  return inside === undefined ? null : inside.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => printable(Number.parseInt(hex, 16))).replace(/\\(["\\])/g, '$1')
}

function printable(code: number): string {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '?'
}

/** Whether every word of the search stands in the row: a program, a call, a pid. */
export function matches({ pid, parentPid, program, parent, call }: Start, search: string): boolean {
  const text = `${pid} ${program ?? ''} ${call ?? ''} ${parentPid ?? ''} ${parent ?? ''}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
