/**
 * Compares two traces of a program that always behaves alike. Every line of every task must be equal, except for pids
 * (of the same place in the tree), addresses (one to one within a task, and equally long) and values of clocks.
 */
const TOKEN = /-?0x[0-9a-f]+|-?\d+|[^\d-]+|-/g
const ADDRESS = /^0x[0-9a-f]{6,16}$/
/** A program that reads its own memory map. */
const MAPS = /"[0-9a-f]{8,12}-[0-9a-f]{8,12} [^"]*"/g
const RANDOM = /"(?:\\x[0-9a-f]{2})+"/g
/** Which terminal was free. */
const TERMINAL = /(?<=TIOCGPTN, \[|\/dev\/pts\/)\d+/g
const LEFT = /(?<=left \{.*)\d+/g
const REMAINING = /(?<=\}, \{.*)\d+/g
/** Calls that return numbers from a clock or a counter of the machine. */
const MEASURED = {
  clock_gettime: /(?<=tv_n?sec=)\d+/g,
  gettimeofday: /(?<=tv_u?sec=)\d+/g,
  times: /(?<=tms_\w+=|\) = )\d+/g,
  getrusage: /(?<=tv_u?sec=)\d+/g,
  wait4: /(?<=ru_[us]time=\{[^}]*tv_u?sec=)\d+/g,
  waitid: /(?<=ru_[us]time=\{[^}]*tv_u?sec=|si_[us]time=)\d+(?: \/\* [\d.]+ s \*\/)?/g,
  ppoll: LEFT,
  recvmmsg: LEFT,
  select: LEFT,
  pselect6: LEFT,
  nanosleep: REMAINING,
  clock_nanosleep: REMAINING,
  timer_gettime: /(?<=it_value=\{.*)\d+/g,
  timerfd_gettime: /(?<=it_value=\{.*)\d+/g,
  timer_settime: /(?<=it_value=.*it_value=\{.*)\d+/g,
  setitimer: /(?<=it_value=.*it_value=\{.*)\d+/g,
  sysinfo: /(?<==|\[|, )\d+/g,
  time: /\d{9,}|\d{4}-\d\d-\d\dT[\d:]+/g,
  '---': /(?<=si_[us]time=)\d+(?: \/\* [\d.]+ s \*\/)?/g,
}
export const callOf = (line) => /^\w+|^\S+/.exec(line)?.[0] ?? ''

function tidy(line) {
  const measured = MEASURED[callOf(line)]
  const text = line.replace(RANDOM, 'RANDOM').replace(MAPS, 'MAPS').replace(TERMINAL, 'N')
  return measured ? text.replace(measured, 'T') : text
}

/** Compares tokens: they are equal, pids of the same task, or addresses that correspond. */
function matcher(ours, theirs) {
  const forward = new Map()
  const back = new Map()
  const samePid = (a, b) => ours.names.has(a) && ours.names.get(a) === theirs.names.get(b)
  const sameAddress = (a, b) => {
    if (!ADDRESS.test(a) || !ADDRESS.test(b) || a.length !== b.length) return false
    if (!forward.has(a) && !back.has(b)) {
      forward.set(a, b)
      back.set(b, a)
    }
    return forward.get(a) === b && back.get(b) === a
  }
  return (mine, other) => {
    const left = tidy(mine).match(TOKEN) ?? []
    const right = tidy(other).match(TOKEN) ?? []
    return (
      left.length === right.length &&
      left.every((a, at) => a === right[at] || sameAddress(a, right[at]) || samePid(a.replace(/^-/, ''), right[at].replace(/^-/, '')))
    )
  }
}

const INTERRUPTED = /\) = \? ERESTART/
/**
 * It is a race when a parent gets SIGCHLD and when its handler returns. Every other signal has a fixed place.
 */
function split(lines, anyOrder) {
  const order = []
  const raced = []
  let handled = false
  for (const [at, line] of lines.entries()) {
    // The same race inside a call, which then begins again.
    if (INTERRUPTED.test(line) && lines[at + 1]?.startsWith('--- SIGCHLD ')) continue
    if (line.startsWith('--- SIGCHLD ')) raced.push(line)
    // Its result is that of the interrupted call.
    else if (handled && line.startsWith('rt_sigreturn(')) raced.push(line.replace(/\) = .*/, ')'))
    else if (anyOrder && line.startsWith('wait4(-1, ')) raced.push(line)
    else order.push(line)
    handled = line.startsWith('--- SIGCHLD ')
  }
  return { order, raced }
}

const childOf = (line, trace) => trace.names.get(/(?:si_pid=|^wait4.* = )(\d+)/.exec(line)?.[1]) ?? ''
const compareTexts = (a, b) => (a < b ? -1 : Number(a > b))

function compare(where, same, mine, other) {
  const found = []
  for (let at = 0; at < Math.max(mine.length, other.length); at += 1) {
    if (mine[at] !== undefined && other[at] !== undefined && same(mine[at], other[at])) continue
    found.push(`${where}, line ${at + 1}\n# ours   ${mine[at]}\n# strace ${other[at]}`)
    // After one extra line nothing can match.
    if (callOf(mine[at] ?? '') !== callOf(other[at] ?? '')) break
  }
  return found
}

/** Describes at most `most` differences. `anyOrder`: which of several children is reaped first is a race. */
export function strictDifferences(ours, theirs, { anyOrder = false, most = 1 } = {}) {
  const found = []
  // Any thread of a process may get the signal.
  const raced = { ours: [], theirs: [] }
  for (const name of new Set([...ours.tasks.keys(), ...theirs.tasks.keys()])) {
    if (!ours.tasks.has(name) || !theirs.tasks.has(name)) {
      found.push(`task ${name} was seen by ${ours.tasks.has(name) ? 'us' : 'strace'} only`)
      continue
    }
    const same = matcher(ours, theirs)
    const [left, right] = [ours, theirs].map((trace) => split(trace.tasks.get(name), anyOrder))
    found.push(...compare(`task ${name}`, same, left.order, right.order))
    raced.ours.push(...left.raced)
    raced.theirs.push(...right.raced)
  }
  // Two deaths at once may be signalled as one.
  if (anyOrder) for (const [name, lines] of Object.entries(raced)) raced[name] = lines.filter((line) => line.startsWith('wait4'))
  const sorted = (lines, trace) => lines.sort((a, b) => compareTexts(childOf(a, trace), childOf(b, trace)) || compareTexts(a, b))
  found.push(...compare('children', matcher(ours, theirs), sorted(raced.ours, ours), sorted(raced.theirs, theirs)))
  return found.slice(0, most)
}
