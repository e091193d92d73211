/**
 * A log of `strace -f -ttt -o FILE` as the events that the helper writes. Invents nothing that a log lacks: no passports, no
 * suspension, and sharing only as the flags show it. Reports unreadable lines by their number.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import { PROTOCOL_VERSION } from '../../../protocol/version.ts'
import { type Read, readLine, splitArgs } from './straceLine.ts'

export interface LineError {
  /** From 1. */
  line: number
  message: string
  text: string
}
export interface Imported {
  events: TraceEvent[]
  errors: LineError[]
}

const CREATES = new Set(['fork', 'vfork', 'clone', 'clone3'])
/** Messages of strace itself, which it prints to a terminal. */
const CHATTER = /^strace: (Process \d+ (attached|detached)|.*)$/
const SHOWN = 200
/** The longest text that the wire allows. */
const LONGEST = 8192

type Good = Extract<Read, { ok: true }>
interface Line extends Good {
  number: number
  pid: number
  ns: number
}

export function importStrace(text: string): Imported {
  const errors: LineError[] = []
  const lines = readAll(text, errors)
  return { events: lines.length === 0 ? [] : eventsOf(lines, errors), errors }
}

function readAll(text: string, errors: LineError[]): Line[] {
  const lines: Line[] = []
  let first: number | undefined
  let seconds = 0
  for (const [at, line] of rejoined(text).entries()) {
    if (line === '' || CHATTER.test(line)) continue
    const read = readLine(line)
    if (!read.ok) {
      errors.push({ line: at + 1, message: read.message, text: line.slice(0, SHOWN) })
      continue
    }
    seconds = read.leader.seconds ?? seconds
    first ??= seconds
    lines.push({ ...read, number: at + 1, pid: read.leader.pid ?? 1, ns: Math.max(0, Math.round((seconds - first) * 1e9)) })
  }
  return lines
}

/** On a terminal, strace announces a process in the middle of a line: `vfork(strace: Process 7 attached`. Keeps the line numbers. */
function rejoined(text: string): string[] {
  const lines = text.split(/\r?\n/)
  for (const [at, line] of lines.entries()) {
    const cut = /^(.*)strace: Process \d+ attached$/.exec(line)
    if (!cut || cut[1] === '') continue
    lines[at + 1] = `${cut[1]}${lines[at + 1] ?? ''}`
    lines[at] = ''
  }
  return lines
}

class Tasks {
  private readonly known = new Map<number, number>()
  of(pid: number): number {
    const task = this.known.get(pid) ?? this.known.size + 1
    this.known.set(pid, task)
    return task
  }
}

function eventsOf(lines: readonly Line[], errors: LineError[]): TraceEvent[] {
  const [events, tasks, births] = [[] as TraceEvent[], new Tasks(), birthsOf(lines)]
  const open = new Map<number, { call: string; args: string }>()
  const born = new Set<number>()
  const head = (line: Pick<Line, 'pid' | 'ns'>) => ({ seq: events.length, ns: line.ns, phase: null, step: null, task: tasks.of(line.pid), pid: line.pid })
  const say = (event: TraceEvent): void => void events.push(event)

  const birth = (pid: number, ns: number): void => {
    const made = births.get(pid)
    if (!made || born.has(pid)) return
    born.add(pid)
    const { pid: parent, call, args } = made
    const { seq, phase, step, task } = head({ pid: parent, ns })
    say({ seq, ns, phase, step, kind: 'create', task, child: tasks.of(pid), call, child_pid: pid, by: 'flags', ...flagsOf(call, args) })
  }

  say({
    seq: 0,
    ns: 0,
    phase: null,
    step: null,
    kind: 'hello',
    task: 0,
    version: PROTOCOL_VERSION,
    helper: 'strace',
    strategy: null,
    edition: null,
    argv: ['strace'],
    kernel: 'unknown',
    libc: 'unknown',
    arch: 'unknown',
    uid: 0,
    sandbox: 'none',
    pinned: false,
  })
  for (const line of lines) {
    birth(line.pid, line.ns)
    const { body, pid, ns } = line
    switch (body.kind) {
      case 'open':
        open.set(pid, body)
        say({ ...head(line), kind: 'enter', call: body.call, args: splitArgs(body.args).map(safe) })
        break
      case 'call':
        say({ ...head(line), kind: 'enter', call: body.call, args: splitArgs(body.args).map(safe) })
        finish(line, body.call, body.args, body.result)
        break
      case 'resumed': {
        const entry = open.get(pid)
        open.delete(pid)
        if (entry?.call !== body.call)
          errors.push({ line: line.number, message: `${body.call} resumes, but was not begun by ${pid}`, text: `<... ${body.call} resumed>` })
        else finish(line, body.call, entry.args + body.args, body.result)
        break
      }
      case 'signal':
        say({ ...head(line), kind: 'signal', signal: body.signal, how: 'delivered', info: safe(body.info) })
        break
      case 'stopped':
        say({ ...head(line), kind: 'signal', signal: body.signal, how: 'stopped', info: '' })
        break
      case 'exited':
        say({ ...head(line), kind: 'exit', status: body.status, signal: null, core: false })
        break
      case 'killed':
        say({ ...head(line), kind: 'exit', status: null, signal: body.signal, core: body.core })
        break
      case 'superseded':
        open.delete(pid)
        break
    }
    function finish(at: Line, call: string, args: string, result: string): void {
      // A call that never returns has no exit.
      if (result === '?') return
      const made = CREATES.has(call) ? Number.parseInt(result, 10) : 0
      if (made > 0) birth(made, ns)
      if (call === 'execve' && result === '0') say({ ...head(at), kind: 'exec', former_pid: pid, path: null })
      say({
        ...head(at),
        kind: 'leave',
        call,
        args: splitArgs(args).map(safe),
        result: safe(result),
        error: /^(?:-1|\?) (E[A-Z0-9_]+)/.exec(result)?.[1] ?? null,
      })
    }
  }
  say({ seq: events.length, ns: lines.at(-1)?.ns ?? 0, phase: null, step: null, kind: 'end', task: 0, outcome: 'traced', why: 'the log ends here', stops: 0 })
  return events
}

/** Who created which pid. A child's lines may come before the line that names it. */
function birthsOf(lines: readonly Line[]): Map<number, { pid: number; call: string; args: string }> {
  const births = new Map<number, { pid: number; call: string; args: string }>()
  const open = new Map<number, string>()
  for (const { body, pid } of lines) {
    if (body.kind === 'open') open.set(pid, body.args)
    if ((body.kind !== 'call' && body.kind !== 'resumed') || !CREATES.has(body.call)) continue
    const child = Number.parseInt(body.result, 10)
    if (child > 0) births.set(child, { pid, call: body.call, args: body.kind === 'call' ? body.args : (open.get(pid) ?? '') + body.args })
  }
  return births
}

function flagsOf(call: string, args: string) {
  const words = [...(/flags=([A-Z_|]+)/.exec(args)?.[1] ?? '').split('|'), ...(call === 'vfork' ? ['CLONE_VM', 'CLONE_VFORK'] : [])]
  const flags = words.filter((word) => word.startsWith('CLONE_'))
  const signal = call.endsWith('fork') ? 'SIGCHLD' : (words.find((word) => word.startsWith('SIG')) ?? /exit_signal=(SIG\w+)/.exec(args)?.[1] ?? null)
  const memory = flags.includes('CLONE_VM')
  const own = /child_stack=0x|stack=0x/.test(args)
  const stack = own ? ('separate' as const) : memory ? ('same' as const) : ('copied' as const)
  return {
    flags,
    exit_signal: signal,
    stack,
    suspends: flags.includes('CLONE_VFORK'),
    parent_sp: '0x0',
    child_sp: '0x0',
    page_tables_kb: null,
    shares: { memory, files: flags.includes('CLONE_FILES'), fs: flags.includes('CLONE_FS'), handlers: flags.includes('CLONE_SIGHAND') },
  }
}

/** The wire promises printable ASCII of bounded length. strace escapes everything else itself, except with some options. */
function safe(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, LONGEST)
}
