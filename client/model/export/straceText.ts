/**
 * A recording as strace -f -o FILE writes it. Each line comes with the `seq` of its event, so that a view can link the two.
 * The text itself has no room for the number.
 */
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'

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

export function straceLines(events: readonly TraceEvent[], options: StraceOptions): StraceLine[] {
  const exits = exitsOf(events)
  const lines: StraceLine[] = []
  const entered = new Map<number, EventOf<'enter'>>()
  let open: { task: number; seq: number; text: string } | undefined
  const close = (): void => {
    if (open) lines.push({ seq: open.seq, text: `${open.text} <unfinished ...>` })
    open = undefined
  }
  const whole = (event: { seq: number; pid: number; ns: number }, text: string): void => {
    close()
    lines.push({ seq: event.seq, text: leader(event, options) + text })
  }
  for (const event of events) {
    switch (event.kind) {
      case 'enter': {
        close()
        const exit = exits.get(event.seq)
        const head = `${leader(event, options)}${event.call}(${event.args.join(', ')}`
        entered.set(event.task, event)
        if (!exit && NEVER_RETURN.has(event.call)) {
          lines.push({ seq: event.seq, text: `${padded(`${head})`)}= ?` })
          break
        }
        open = { task: event.task, seq: event.seq, text: head + (commaAtEntry(event, exit) ? ', ' : '') }
        break
      }
      case 'leave': {
        const enter = entered.get(event.task)
        entered.delete(event.task)
        const rest = argsAfter(enter, event)
        const took = options.durations && enter ? ` <${(Math.max(0, event.ns - enter.ns) / 1e9).toFixed(6)}>` : ''
        if (open?.task === event.task) {
          lines.push({ seq: open.seq, text: `${padded(`${open.text}${rest})`)}= ${event.result}${took}` })
          open = undefined
        } else {
          whole(event, '')
          const line = lines.pop()
          lines.push({ seq: event.seq, text: `${padded(`${line?.text ?? ''}<... ${event.call} resumed>${rest})`)}= ${event.result}${took}` })
        }
        break
      }
      case 'signal':
        if (event.how === 'delivered' || event.how === 'ignored') whole(event, `--- ${event.signal} ${event.info} ---`)
        else if (event.how === 'stopped') whole(event, `--- stopped by ${event.signal} ---`)
        break
      case 'exit':
        whole(event, event.signal === null ? `+++ exited with ${event.status} +++` : `+++ killed by ${event.signal}${event.core ? ' (core dumped)' : ''} +++`)
        break
      default:
        break
    }
  }
  close()
  return lines
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

function exitsOf(events: readonly TraceEvent[]): Map<number, EventOf<'leave'>> {
  const open = new Map<number, number>()
  const exits = new Map<number, EventOf<'leave'>>()
  for (const event of events) {
    if (event.kind === 'enter') open.set(event.task, event.seq)
    if (event.kind !== 'leave') continue
    const seq = open.get(event.task)
    if (seq !== undefined) exits.set(seq, event)
    open.delete(event.task)
  }
  return exits
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
