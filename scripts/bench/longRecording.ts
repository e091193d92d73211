/**
 * Generates a recording with any number of events that looks like a real one: a vfork child that makes many calls. No
 * real strategy makes so many. The page decodes every line as usual.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

type Event = Record<string, unknown> & { seq: number; ns: number; kind: string; task: number }

const CALLS: [call: string, args: string[], result: string, error: string | null][] = [
  ['rt_sigaction', ['SIGINT', '{sa_handler=SIG_DFL, sa_mask=[], sa_flags=SA_RESTORER, sa_restorer=0x7f0000000000}', 'NULL', '8'], '0', null],
  ['openat', ['AT_FDCWD', '"/etc/ld.so.cache"', 'O_RDONLY|O_CLOEXEC'], '3', null],
  ['read', ['3', '"\\177ELF\\2\\1\\1\\3"...', '832'], '832', null],
  ['close', ['3'], '0', null],
  ['rt_sigprocmask', ['SIG_SETMASK', '[]', 'NULL', '8'], '0', null],
  ['access', ['"/etc/ld.so.preload"', 'R_OK'], '-1 ENOENT (No such file or directory)', 'ENOENT'],
]

/** As NDJSON, with consecutive numbers and times. */
export function longRecording(events: number): string {
  const file = path.resolve(import.meta.dirname, '../../content/strategies/vfork/recordings/today.ndjson')
  const real = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Event => JSON.parse(line))
  const at = real.findIndex(({ kind, task }) => kind === 'enter' && task === 2)
  const model = real[at]
  if (!model) throw new Error('the recording of vfork has no call of the child')
  const more: Event[] = []
  for (let n = 0; real.length + more.length + 2 <= events; n += 1) {
    const [call, args, result, error] = CALLS[n % CALLS.length] ?? CALLS[0] ?? ['close', [], '0', null]
    const { seq: _, ns: __, ...rest } = model
    more.push({ ...rest, seq: 0, ns: 0, kind: 'enter', task: 2, call, args: args.slice(0, 1) })
    more.push({ ...rest, seq: 0, ns: 0, kind: 'leave', task: 2, call, args, result, error })
  }
  let ns = 0
  const all = [...real.slice(0, at), ...more, ...real.slice(at)].map((event, n) => {
    ns += 900 + ((n * 7919) % 400)
    return { ...event, seq: n + (real[0]?.seq ?? 0), ns }
  })
  return `${all.map((event) => JSON.stringify(event)).join('\n')}\n`
}
