/** Replaces everything in a run that differs from run to run by numbers in order of appearance. Pure. */
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { canonicalOrder } from './order.ts'
import { inContainer } from './targetsFolder.ts'

/** One event every microsecond. Real times are not stored, because a traced duration means nothing. */
const TICK_NS = 1000
const FIRST_PID = 1001
const PAGE = 0x1000
/** Numbers above this are pointers; numbers below are flags and sizes. */
const LOWEST_POINTER = 0x10_0000

/** NDJSON in, NDJSON out. Throws on a line that does not decode: such a run must not be stored. */
export function normalise(ndjson: string): string {
  return normaliseEvents(ndjson.trimEnd().split('\n').map(decoded))
}

/** `of`: a run in the sandbox has no path of this checkout, so its paths stay as they are. */
export function normaliseEvents(given: readonly TraceEvent[], of: 'paths of the checkout' | 'paths of the sandbox' = 'paths of the checkout'): string {
  const events = canonicalOrder(given).map(given.some(onTerminal) ? (event) => event : withoutTerminal)
  const pids = numbering((n) => String(FIRST_PID + n))
  const places = numbering((n) => `0x7f00${(n * PAGE).toString(16).padStart(8, '0')}`)
  for (const event of events) if ('pid' in event) pids(String(event.pid))
  const spelt = (event: TraceEvent): TraceEvent => {
    const tidied = tidy(event, pids, places)
    return tidied.kind === 'exec' && event.kind === 'exec' && of === 'paths of the sandbox' ? { ...tidied, path: event.path } : tidied
  }
  return events.map((event, at) => `${JSON.stringify({ ...spelt(event), seq: at, ns: at * TICK_NS })}\n`).join('')
}

/** Whether the run has a terminal of its own. Otherwise it has that of whoever recorded it, or none. */
function onTerminal(event: TraceEvent): boolean {
  return event.kind === 'hello' && event.argv.some((word, at) => word === '--press' || (word === '--terminal' && event.argv[at + 1] !== 'none'))
}

function withoutTerminal(event: TraceEvent): TraceEvent {
  return event.kind === 'session' ? { ...event, tty: null, foreground: null } : event
}

function decoded(line: string): TraceEvent {
  const verdict = decodeEvent(line)
  if (!verdict.ok) throw new Error(`a line of the run does not decode: ${verdict.code} ${verdict.field}: ${line.slice(0, 200)}`)
  return verdict.value
}

type Numbering = (name: string) => string

function numbering(spell: (n: number) => string): Numbering {
  const known = new Map<string, string>()
  return (name) => {
    const spelt = known.get(name) ?? spell(known.size)
    known.set(name, spelt)
    return spelt
  }
}

function tidy(event: TraceEvent, pids: Numbering, places: Numbering): TraceEvent {
  const text = (value: string): string =>
    inContainer(value)
      .replace(/0x[0-9a-f]{5,16}/g, (address) => (Number.parseInt(address, 16) >= LOWEST_POINTER ? places(address) : address))
      .replace(/\{ru_utime=.*\}/, '{ru_utime={tv_sec=0, tv_usec=0}, ru_stime={tv_sec=0, tv_usec=0}, ...}')
      .replace(/\bsi_pid=(\d+)/g, (_, pid) => `si_pid=${pids(pid)}`)
      .replace(/\b(si_utime|si_stime)=\d+( \/\* [\d.]+ s \*\/)?/g, '$1=0')
  const pid = (value: number): number => Number(pids(String(value)))

  switch (event.kind) {
    case 'hello':
      return { ...event, argv: ['spawnscope', ...event.argv.slice(1)] }
    case 'create':
      return {
        ...event,
        child_pid: pid(event.child_pid),
        parent_sp: places(event.parent_sp),
        child_sp: places(event.child_sp),
        page_tables_kb: event.page_tables_kb,
      }
    case 'enter':
      return { ...event, pid: pid(event.pid), args: argsOf(event.call, event.args, pids).map(text) }
    case 'leave':
      return { ...event, pid: pid(event.pid), args: argsOf(event.call, event.args, pids).map(text), result: resultOf(event.call, event.result, pids, text) }
    case 'signal':
      return { ...event, pid: pid(event.pid), info: text(event.info) }
    case 'memory':
      return { ...event, address: places(event.address) }
    case 'exec':
      // The path of this checkout must not get into a recording.
      return { ...event, pid: pid(event.pid), former_pid: pid(event.former_pid), path: event.path === null ? null : `/app/${event.path.split('/').at(-1)}` }
    case 'descriptors':
      return { ...event, pid: pid(event.pid), open: event.open.map((one) => ({ ...one, path: numberless(one.path) })) }
    case 'threads':
      return { ...event, pid: pid(event.pid), threads: event.threads.map((one) => ({ ...one, tid: pid(one.tid) })) }
    case 'session':
      return {
        ...event,
        pid: pid(event.pid),
        pgrp: groupOf(event.pgrp, pid),
        session: groupOf(event.session, pid),
        tty: event.tty === null ? null : numberless(event.tty),
        foreground: event.foreground === null ? null : groupOf(event.foreground, pid),
      }
    case 'usage':
    case 'sample':
    case 'output':
    case 'passport':
    case 'suspend':
    case 'resume':
    case 'exit':
      return { ...event, pid: pid(event.pid) }
    case 'decide':
    case 'finding':
    case 'note':
      return event
    case 'end':
      // The number of stops includes some without an event, so it varies.
      return { ...event, stops: 0 }
  }
}

/** A file has the container's folder. The number of a pipe is the kernel's, and that of a pseudo-terminal depends on how many others are open. */
function numberless(path: string): string {
  return inContainer(`"${path}"`)
    .slice(1, -1)
    .replace(/\[\d+\]/, '[n]')
    .replace(/^\/dev\/pts\/\d+/, '/dev/pts/0')
}

/** 0 is a group or session of another pid namespace. */
function groupOf(id: number, pid: (value: number) => number): number {
  return id === 0 ? 0 : pid(id)
}

const TAKES_PID = new Set(['wait4', 'kill', 'tgkill', 'tkill'])
const GIVES_PID = new Set(['fork', 'vfork', 'clone', 'clone3', 'wait4', 'getpid', 'gettid', 'getppid', 'set_tid_address', 'setsid', 'getpgrp', 'getpgid'])

function argsOf(call: string, args: string[], pids: Numbering): string[] {
  const [first, ...rest] = args
  if (call === 'waitid' && first === 'P_PID') return [first, pids(rest[0] ?? ''), ...rest.slice(1)]
  if (call === 'setpgid') return args.map((arg) => (/^[1-9]\d*$/.test(arg) ? pids(arg) : arg))
  if (call === 'ioctl') return args.map((arg, at) => (args[1] === 'TIOCSPGRP' && at === 2 ? arg.replace(/\d+/, pids) : arg))
  if (call === 'getrandom' && first?.startsWith('"')) return ['""...', ...rest]
  return TAKES_PID.has(call) && first !== undefined && /^\d+$/.test(first) ? [pids(first), ...rest] : args
}

function resultOf(call: string, result: string, pids: Numbering, text: (value: string) => string): string {
  return GIVES_PID.has(call) && /^[1-9]\d*$/.test(result) ? pids(result) : text(result)
}
