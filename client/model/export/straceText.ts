/**
 * A recording as strace -f -o FILE writes it. Each line comes with the `seq` of its event, so that a view can link the two.
 * The text itself has no room for the number.
 */
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import { endOfTask, replacedBy } from '../taskEnd.ts'
import { afterEntry, endInside } from './openCalls.ts'

export interface StraceLine {
  seq: number
  text: string
}
export interface StraceOptions {
  /** `epochSeconds`: the start, in seconds since the epoch; times have six digits, as with -ttt. `none`: no times. */
  time: 'none' | { epochSeconds: number }
  /** -T: how long each call took, from entry to exit. */
  durations: boolean
}

const RESULT_COLUMN = 40
/** For these calls, strace prints the comma after the pause, with the next argument, and not before it. */
const LATE_COMMA = new Set(['clone', 'clone3', 'arch_prctl', 'sched_setattr', 'fcntl', 'ioctl', 'sendfile', 'name_to_handle_at', 'io_uring_setup'])
const NEVER_RETURN = new Set(['exit', 'exit_group'])
/** The result of a call whose task ended inside of it. */
const ENDED_INSIDE = '?'

export function straceLines(events: readonly TraceEvent[], options: StraceOptions): StraceLine[] {
  const writer = new Writer(returnsOf(events), options)
  for (const event of events) writer.take(event)
  return writer.end()
}

class Writer {
  readonly #returns: ReadonlyMap<number, EventOf<'leave'>>
  readonly #options: StraceOptions
  readonly #lines: StraceLine[] = []
  /** The call that each task is in. */
  readonly #entered = new Map<number, EventOf<'enter'>>()
  readonly #tasks = new Map<number, number>()
  /** The line that has no end yet. */
  #open: { task: number; seq: number; text: string } | undefined

  constructor(returns: ReadonlyMap<number, EventOf<'leave'>>, options: StraceOptions) {
    this.#returns = returns
    this.#options = options
  }

  take(event: TraceEvent): void {
    if ('pid' in event) this.#tasks.set(event.pid, event.task)
    switch (event.kind) {
      case 'enter':
        return this.#enter(event)
      case 'leave':
        return this.#leave(event, argsAfter(this.#entered.get(event.task), event))
      case 'signal':
        if (event.how === 'delivered' || event.how === 'ignored') this.#whole(event, `--- ${event.signal} ${event.info} ---`)
        else if (event.how === 'stopped') this.#whole(event, `--- stopped by ${event.signal} ---`)
        return
      case 'exec':
        return this.#exec(event)
      case 'exit':
        this.#endInside(event)
        return this.#whole(event, endOfTask(event))
      case 'note':
        if (event.code === 'detached') this.#close('detached')
        return
      default:
        return
    }
  }

  end(): StraceLine[] {
    this.#close()
    return this.#lines
  }

  #close(how = 'unfinished'): void {
    if (this.#open) this.#lines.push({ seq: this.#open.seq, text: `${this.#open.text} <${how} ...>` })
    this.#open = undefined
  }

  #whole(event: Author, text: string): void {
    this.#close()
    this.#lines.push({ seq: event.seq, text: leader(event, this.#options) + text })
  }

  #enter(event: EventOf<'enter'>): void {
    const exit = this.#returns.get(event.seq)
    if (!exit && NEVER_RETURN.has(event.call))
      return this.#whole(event, `${paddedFrom(leader(event, this.#options), `${event.call}(${event.args.join(', ')})`)}= ?`)
    this.#close()
    this.#entered.set(event.task, event)
    const more = !exit || exit.result === ENDED_INSIDE ? afterEntry(event.call) : commaAtEntry(event, exit) ? ', ' : ''
    this.#open = { task: event.task, seq: event.seq, text: `${leader(event, this.#options)}${event.call}(${event.args.join(', ')}${more}` }
  }

  #leave(event: EventOf<'leave'>, rest: string): void {
    const enter = this.#entered.get(event.task)
    this.#entered.delete(event.task)
    const tail = event.result === ENDED_INSIDE ? endInside(event.call) : `${rest})`
    const timed = this.#options.durations && enter && event.result !== ENDED_INSIDE
    const took = timed ? ` <${(Math.max(0, event.ns - enter.ns) / 1e9).toFixed(6)}>` : ''
    if (this.#open?.task === event.task) {
      this.#lines.push({ seq: this.#open.seq, text: `${padded(`${this.#open.text}${tail}`)}= ${event.result}${took}` })
      this.#open = undefined
    } else this.#whole(event, `${paddedFrom(leader(event, this.#options), `<... ${event.call} resumed>${tail}`)}= ${event.result}${took}`)
  }

  /** strace closes the call that a task is in before it writes the task's end. */
  #endInside(event: Author & { task: number }): void {
    const enter = this.#entered.get(event.task)
    const { seq, ns, task, pid } = event
    if (enter) this.#leave({ ...enter, seq, ns, task, pid, kind: 'leave', result: ENDED_INSIDE, error: null }, '')
  }

  /** A thread that called execve goes on as the process, and so does its call. */
  #exec(event: EventOf<'exec'>): void {
    const end = replacedBy(event)
    if (end === undefined) return
    this.#endInside(event)
    const thread = this.#tasks.get(event.former_pid)
    if (this.#open?.task === thread) this.#close(`pid changed to ${event.pid}`)
    this.#whole(event, end)
    const enter = thread === undefined ? undefined : this.#entered.get(thread)
    if (thread === undefined || !enter) return
    this.#entered.delete(thread)
    this.#entered.set(event.task, enter)
  }
}

interface Author {
  seq: number
  pid: number
  ns: number
}

/** As strace -f -o FILE writes it. */
export function straceText(events: readonly TraceEvent[]): string {
  return joined(straceLines(events, { time: 'none', durations: false }))
}

/**
 * As Perfetto's importer reads it: -ttt -T, at most six digits, a bare pid on every line, a call on the first line.
 * Times begin at 0, because a recording has no wall clock.
 */
export function perfettoText(events: readonly TraceEvent[]): string {
  const lines = straceLines(events, { time: { epochSeconds: 0 }, durations: true })
  const first = lines.findIndex(({ text }) => /^\d+ +\d+\.\d{6} \w+\(/.test(text))
  return joined(first < 0 ? [] : lines.slice(first))
}

function joined(lines: readonly StraceLine[]): string {
  return lines.map(({ text }) => `${text}\n`).join('')
}

function leader({ pid, ns }: { pid: number; ns: number }, { time }: StraceOptions): string {
  const at = time === 'none' ? '' : `${(time.epochSeconds + ns / 1e9).toFixed(6)} `
  return `${String(pid).padEnd(5)} ${at}`
}

function padded(text: string): string {
  return `${text} `.padEnd(RESULT_COLUMN)
}

/** The text after a leader, padded so that the whole line is. */
function paddedFrom(before: string, text: string): string {
  return padded(before + text).slice(before.length)
}

/** The return of each call, by the number of its entry. */
function returnsOf(events: readonly TraceEvent[]): Map<number, EventOf<'leave'>> {
  const [open, tasks, returns] = [new Map<number, number>(), new Map<number, number>(), new Map<number, EventOf<'leave'>>()]
  for (const event of events) {
    if ('pid' in event) tasks.set(event.pid, event.task)
    if (event.kind === 'enter') open.set(event.task, event.seq)
    if (event.kind === 'exec' && event.former_pid !== event.pid) {
      const begun = open.get(tasks.get(event.former_pid) ?? 0)
      if (begun !== undefined) open.set(event.task, begun)
    }
    if (event.kind !== 'leave') continue
    const seq = open.get(event.task)
    if (seq !== undefined) returns.set(seq, event)
    open.delete(event.task)
  }
  return returns
}

function commaAtEntry(enter: EventOf<'enter'>, exit: EventOf<'leave'> | undefined): boolean {
  return enter.args.length > 0 && exit !== undefined && exit.args.length > enter.args.length && !LATE_COMMA.has(enter.call)
}

/** The arguments that the entry did not print. The last argument may have grown since (clone3's out-values). */
function argsAfter(enter: EventOf<'enter'> | undefined, leave: EventOf<'leave'>): string {
  if (!enter || enter.args.length === 0) return leave.args.join(', ')
  const last = enter.args.length - 1
  const [before = '', now = ''] = [enter.args[last], leave.args[last]]
  const grown = now.startsWith(before) ? now.slice(before.length) : ''
  const rest = leave.args.slice(enter.args.length).join(', ')
  return `${grown}${rest !== '' && !commaAtEntry(enter, leave) ? ', ' : ''}${rest}`
}
