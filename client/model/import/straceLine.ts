/** Parses one line of an strace log: LEADER BODY. Pure. */

export type Body =
  | { kind: 'call'; call: string; args: string; result: string }
  | { kind: 'open'; call: string; args: string }
  | { kind: 'resumed'; call: string; args: string; result: string }
  | { kind: 'signal'; signal: string; info: string }
  | { kind: 'stopped'; signal: string }
  | { kind: 'exited'; status: number }
  | { kind: 'killed'; signal: string; core: boolean }
  | { kind: 'superseded'; by: number }
export interface Leader {
  /** Undefined in a log without -f. */
  pid: number | undefined
  /** Seconds; undefined in a log without times. */
  seconds: number | undefined
}
export type Read = { ok: true; leader: Leader; body: Body } | { ok: false; message: string }

const LEADER =
  /^(?:\[pid +(\d+)(?:<[^>]*>)?\] |(\d+)(?:<[^>]*>)? +(?=\D|\d+[.:]))?(?:(\d{1,10})\.(\d{6,9}) |(\d\d):(\d\d):(\d\d)(?:\.(\d{6,9}))? )?(?: *\(\+ +\d+\.\d+\) )?(?:\[ *\d+\] )?(?:\[[0-9a-f?]{16}\] )?/
const UNFINISHED = ' <unfinished ...>'

export function readLine(line: string): Read {
  const match = LEADER.exec(line)
  const [head = '', inBrackets, bare, seconds, fraction, hours, minutes, secs, subsecs] = match ?? []
  const digits = inBrackets ?? bare
  const leader: Leader = { pid: digits === undefined ? undefined : Number(digits), seconds: undefined }
  if (seconds !== undefined) leader.seconds = Number(`${seconds}.${fraction}`)
  else if (hours !== undefined) leader.seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(`${secs}.${subsecs ?? 0}`)
  const body = readBody(line.slice(head.length))
  return typeof body === 'string' ? { ok: false, message: body } : { ok: true, leader, body }
}

function readBody(text: string): Body | string {
  const signal = /^--- (?:stopped by (SIG\w+(?:\+\d+)?)|(SIG\w+(?:\+\d+)?) (\{.*\})) ---$/.exec(text)
  if (signal) return signal[1] === undefined ? { kind: 'signal', signal: signal[2] ?? '', info: signal[3] ?? '' } : { kind: 'stopped', signal: signal[1] }
  const end = /^\+\+\+ (?:exited with (\d+)|killed by (SIG\w+(?:\+\d+)?)( \(core dumped\))?|superseded by execve in pid (\d+)) \+\+\+$/.exec(text)
  if (end) {
    if (end[1] !== undefined) return { kind: 'exited', status: Number(end[1]) }
    if (end[2] !== undefined) return { kind: 'killed', signal: end[2], core: end[3] !== undefined }
    return { kind: 'superseded', by: Number(end[4]) }
  }
  const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(text)
  if (resumed) {
    // This line closes brackets that the entry opened, so the depth does not start at zero.
    const read = closing(resumed[2] ?? '')
    return read ? { kind: 'resumed', call: resumed[1] ?? '', ...read } : 'the resumed call has no ") = result"'
  }
  const call = /^(\w+)\((.*)$/.exec(text)
  if (!call) return 'this is no line of strace: a call, a signal (---), an end (+++) or a resumed call (<...) is expected'
  const [, name = '', rest = ''] = call
  if (rest.endsWith(UNFINISHED)) return { kind: 'open', call: name, args: rest.slice(0, -UNFINISHED.length) }
  const read = closing(rest)
  return read ? { kind: 'call', call: name, ...read } : `the call ${name} has no ") = result"`
}

/** Splits at the last `) = ` outside of a string, and drops the times of -T. */
function closing(text: string): { args: string; result: string } | undefined {
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted && sign === '\\') at += 1
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === ')') {
      const result = /^\) +=( .*)?$/.exec(text.slice(at))
      if (result) return { args: text.slice(0, at), result: (result[1] ?? '').trim().replace(/ <\d+\.\d+>$/, '') }
    }
  }
  return undefined
}

/** Splits arguments at the commas outside of brackets and strings. */
export function splitArgs(text: string): string[] {
  const args: string[] = []
  let [depth, quoted, from] = [0, false, 0]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (quoted && sign === '\\') at += 1
    else if (sign === '"') quoted = !quoted
    else if (quoted) continue
    else if ('([{'.includes(sign)) depth += 1
    else if (')]}'.includes(sign)) depth -= 1
    else if (sign === ',' && depth === 0 && text[at + 1] === ' ') {
      args.push(text.slice(from, at))
      from = at + 2
    }
  }
  const last = text.slice(from)
  return last === '' ? args : [...args, last]
}
