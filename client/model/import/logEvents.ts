/** Placed lines → the events that the helper writes. Pure. */
import type { TraceEvent } from '../../../protocol/events.ts'
import { PROTOCOL_VERSION } from '../../../protocol/version.ts'
import type { LogTask, PlacedLine } from './logTasks.ts'
import { scanArgs } from './scanArgs.ts'

const NEVER_RETURN = new Set(['exit', 'exit_group'])
/** The longest text that the wire allows. */
const LONGEST = 8192
const UNPRINTABLE = /[^\x20-\x7e]/g
const UNSAFE = /[^\x20-\x7e]/

interface Moment {
  seq: number
  ns: number
  phase: null
  step: null
}

export class LogEvents {
  readonly #events: TraceEvent[] = []
  readonly #numbers = new Map<LogTask, number>()
  readonly #born = new Set<LogTask>()
  #ns = 0

  constructor() {
    this.#events.push({
      ...{ seq: 0, ns: 0, phase: null, step: null, kind: 'hello', task: 0, version: PROTOCOL_VERSION, helper: 'strace', strategy: null, edition: null },
      ...{ argv: ['strace'], kernel: 'unknown', libc: 'unknown', arch: 'unknown', uid: 0, sandbox: 'none', pinned: false },
    })
  }

  take(placed: PlacedLine): void {
    const { line, task } = placed
    const { body } = line
    this.#ns = line.ns
    this.#bear(task)
    switch (body.kind) {
      case 'open':
        this.#enter(task, body.call, body.args)
        if (body.why === 'detached')
          this.#events.push({ ...this.#moment(), kind: 'note', task: this.#number(task), code: 'detached', text: 'the task runs on' })
        break
      case 'call':
        this.#finish(placed, body.call, this.#enter(task, body.call, body.args), body.result)
        break
      case 'resumed':
        this.#finish(placed, body.call, scanArgs((placed.begun ?? '') + body.rest).args.map(safe), body.result)
        break
      case 'signal':
        this.#events.push({ ...this.#head(task), kind: 'signal', signal: body.signal, how: 'delivered', info: safe(body.info) })
        break
      case 'stopped':
        this.#events.push({ ...this.#head(task), kind: 'signal', signal: body.signal, how: 'stopped', info: '' })
        break
      case 'exited':
        this.#events.push({ ...this.#head(task), kind: 'exit', status: body.status, signal: null, core: false })
        break
      case 'killed':
        this.#events.push({ ...this.#head(task), kind: 'exit', status: null, signal: body.signal, core: body.core })
        break
      case 'superseded':
        this.#execute(placed)
        break
    }
  }

  end(): TraceEvent[] {
    this.#events.push({ ...this.#moment(), kind: 'end', task: 0, outcome: 'traced', why: 'the log ends here', stops: 0 })
    return this.#events
  }

  #enter(task: LogTask, call: string, args: readonly string[]): string[] {
    const clean = args.every(isSafe) ? (args as string[]) : args.map(safe)
    this.#events.push({
      seq: this.#events.length,
      ns: this.#ns,
      phase: null,
      step: null,
      kind: 'enter',
      task: this.#number(task),
      pid: task.pid,
      call,
      args: clean,
    })
    return clean
  }

  #execute({ task, executedBy }: PlacedLine): void {
    if (executedBy) this.#events.push({ ...this.#head(task), kind: 'exec', former_pid: executedBy.pid, path: null })
  }

  #finish(placed: PlacedLine, call: string, args: string[], result: string): void {
    const { task, made, line } = placed
    if (made) this.#bear(made)
    // strace prints no return of exit_group unless another line came between.
    if (result === '?' && NEVER_RETURN.has(call) && line.body.kind === 'call') return
    this.#execute(placed)
    const failed = result.startsWith('-1') || result.startsWith('?')
    const error = failed ? (/^(?:-1|\?) (E[A-Z0-9_]+)/.exec(result)?.[1] ?? null) : null
    // Written out, because most events come from here and a spread costs more than all of the rest.
    const [seq, ns, number] = [this.#events.length, this.#ns, this.#number(task)]
    this.#events.push({ seq, ns, phase: null, step: null, kind: 'leave', task: number, pid: task.pid, call, args, result: safe(result), error })
  }

  #bear(task: LogTask): void {
    const { birth } = task
    if (!birth || this.#born.has(task)) return
    this.#born.add(task)
    const { numeric: _, ...sharing } = birth.sharing
    const unseen = { parent_sp: '0x0', child_sp: '0x0', page_tables_kb: null }
    const parent = this.#number(birth.parent)
    this.#events.push({
      ...this.#moment(),
      kind: 'create',
      task: parent,
      child: this.#number(task),
      call: birth.call,
      child_pid: task.pid,
      ...sharing,
      ...unseen,
    })
  }

  #moment(): Moment {
    return { seq: this.#events.length, ns: this.#ns, phase: null, step: null }
  }

  #head(task: LogTask): Moment & { task: number; pid: number } {
    return { seq: this.#events.length, ns: this.#ns, phase: null, step: null, task: this.#number(task), pid: task.pid }
  }

  #number(task: LogTask): number {
    const known = this.#numbers.get(task)
    if (known !== undefined) return known
    this.#numbers.set(task, this.#numbers.size + 1)
    return this.#numbers.size
  }
}

/** The wire promises printable ASCII of bounded length. strace escapes everything else itself, except with some options. */
function safe(text: string): string {
  return isSafe(text) ? text : text.slice(0, LONGEST).replace(UNPRINTABLE, '?')
}

function isSafe(text: string): boolean {
  return text.length <= LONGEST && !UNSAFE.test(text)
}
