/** What a line of strace says after its leader: a call, a part of one, a signal, an end. Pure. */
import { scanArgs } from './scanArgs.ts'

export type Body =
  | { kind: 'call'; call: string; args: string[]; result: string }
  /** `head`: the arguments as they were printed, still open. `why`: the line ends without a result because … */
  | { kind: 'open'; call: string; args: string[]; head: string; why: 'unfinished' | 'detached' | 'changed' }
  /** `rest`: what stands between `resumed>` and the closing bracket. */
  | { kind: 'resumed'; call: string; rest: string; result: string }
  | { kind: 'signal'; signal: string; info: string }
  | { kind: 'stopped'; signal: string }
  | { kind: 'exited'; status: number }
  | { kind: 'killed'; signal: string; core: boolean }
  | { kind: 'superseded'; by: number }
/** Why a line could not be read. The page has the words. */
export type Unread = 'no-line' | 'no-result' | 'torn' | 'cut' | 'no-event'

const SIGNAL = '(SIG\\w+(?:\\+\\d+)?|\\d+)'
const MARK = new RegExp(`^--- (?:stopped by ${SIGNAL}|${SIGNAL} ([({].*)) ---$`)
const END = new RegExp(
  `^\\+\\+\\+ (?:exited with (\\d+)|killed by ${SIGNAL}( \\(core dumped\\))?|superseded by execve in pid (\\d+)(?:<(?:[^>\\\\]|\\\\.)*>)?) \\+\\+\\+$`,
)
const RESUMED = /^<\.\.\. (\w+|\?+)(?: #\d+)? resumed(?: #\d+)?>(.*)$/
const CALL = /^(\w+|\?+)\((.*)$/
const OPEN = / ?<(?:(unfinished|detached|unavailable)(?: #\d+)?|pid changed to (\d+)(?:<(?:[^>\\]|\\.)*>)?) \.\.\.>$/
/** strace 4 leaves this where a task ends inside of a call: `pause( <unfinished ...>) = ?`. */
const NEVER = '<unfinished ...>'
/** The times of -T. */
const TOOK = / <\d+(?:\.\d+)?>$/

export function bodyOf(text: string): Body | Unread {
  const first = text.charCodeAt(0)
  if (first === 0x2d) return markOf(text)
  if (first === 0x2b) return endOf(text)
  if (first === 0x3c) return resumedOf(text)
  const call = CALL.exec(text)
  if (!call) return 'no-line'
  const [, name = '', rest = ''] = call
  const open = rest.endsWith(' ...>') ? OPEN.exec(rest) : null
  if (open) {
    const head = rest.slice(0, open.index)
    return {
      kind: 'open',
      call: name,
      args: scanArgs(head).args,
      head,
      why: open[2] !== undefined ? 'changed' : open[1] === 'detached' ? 'detached' : 'unfinished',
    }
  }
  const { args, close } = scanArgs(rest)
  if (close < 0) return 'no-result'
  if (rest.slice(0, close).endsWith(NEVER)) return { kind: 'call', call: name, args: scanArgs(rest.slice(0, close - NEVER.length).trimEnd()).args, result: '?' }
  return { kind: 'call', call: name, args, result: resultOf(rest, close) }
}

function markOf(text: string): Body | Unread {
  const [, stopped, signal, info = ''] = MARK.exec(text) ?? []
  if (stopped !== undefined) return { kind: 'stopped', signal: stopped }
  return signal === undefined ? 'no-line' : { kind: 'signal', signal, info }
}

function endOf(text: string): Body | Unread {
  const end = END.exec(text)
  if (!end) return 'no-line'
  const [, status, signal, core, by] = end
  if (status !== undefined) return { kind: 'exited', status: Number(status) }
  return signal !== undefined ? { kind: 'killed', signal, core: core !== undefined } : { kind: 'superseded', by: Number(by) }
}

function resumedOf(text: string): Body | Unread {
  const resumed = RESUMED.exec(text)
  if (!resumed) return 'no-line'
  const [, call = '', after = ''] = resumed
  // strace 4 writes a space after `resumed>`; clone3's out-values begin with one.
  const rest = after.startsWith(' ') && !after.startsWith(' =>') ? after.slice(1) : after
  if (OPEN.test(rest)) return { kind: 'resumed', call, rest: rest.replace(OPEN, ''), result: '?' }
  const { close } = scanArgs(rest, true)
  if (close < 0) return 'no-result'
  const late = rest.slice(0, close)
  return { kind: 'resumed', call, rest: late.endsWith(NEVER) ? late.slice(0, -NEVER.length) : late, result: resultOf(rest, close) }
}

function resultOf(text: string, close: number): string {
  const result = text.slice(text.indexOf('=', close) + 1).trim()
  return result.endsWith('>') ? result.replace(TOOK, '') : result
}
