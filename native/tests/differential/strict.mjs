/**
 * Two traces of a program that always does the same: every line of every task must be the same, but for numbers that
 * cannot be: pids (of the same place in the tree), addresses (one to one within a task, equally long), what a clock said.
 */
const TOKEN = /-?0x[0-9a-f]+|-?\d+|[^\d-]+|-/g
const ADDRESS = /^0x[0-9a-f]{6,16}$/
const RANDOM = /"(?:\\x[0-9a-f]{2})+"/g
/** Calls whose numbers a clock or a counter of the machine gave. */
const MEASURED = {
  clock_gettime: /(?<=tv_n?sec=)\d+/g,
  gettimeofday: /(?<=tv_u?sec=)\d+/g,
  time: /\d{9,}/g,
  times: /(?<=tms_\w+=|\) = )\d+/g,
  getrusage: /(?<=tv_u?sec=)\d+/g,
  wait4: /(?<=ru_[us]time=\{[^}]*tv_u?sec=)\d+/g,
  waitid: /(?<=ru_[us]time=\{[^}]*tv_u?sec=|si_[us]time=)\d+(?: \/\* [\d.]+ s \*\/)?/g,
  '---': /(?<=si_[us]time=)\d+(?: \/\* [\d.]+ s \*\/)?/g,
}
export const callOf = (line) => /^\w+|^\S+/.exec(line)?.[0] ?? ''

function tidy(line) {
  const measured = MEASURED[callOf(line)]
  const text = line.replace(RANDOM, 'RANDOM')
  return measured ? text.replace(measured, 'T') : text
}

/** Compares tokens: equal, the same task's pid, or addresses that stand for each other. */
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

/** When a child's death is told to its parent is a race; any other signal falls where it falls. */
const isRace = (line) => line.startsWith('--- SIGCHLD ')
const inOrder = (lines) => lines.filter((line) => !isRace(line))
const raced = (lines, names) =>
  lines.filter(isRace).sort((a, b) => {
    const [left, right] = [a, b].map((line) => names.get(/si_pid=(\d+)/.exec(line)?.[1]) ?? '')
    return left < right ? -1 : Number(left > right)
  })

/** Sentences on what differs, `most` at most. */
export function strictDifferences(ours, theirs, most = 1) {
  const found = []
  for (const name of new Set([...ours.tasks.keys(), ...theirs.tasks.keys()])) {
    if (!ours.tasks.has(name) || !theirs.tasks.has(name)) {
      found.push(`task ${name} was seen by ${ours.tasks.has(name) ? 'us' : 'strace'} only`)
      continue
    }
    const same = matcher(ours, theirs)
    const lists = [
      [inOrder(ours.tasks.get(name)), inOrder(theirs.tasks.get(name))],
      [raced(ours.tasks.get(name), ours.names), raced(theirs.tasks.get(name), theirs.names)],
    ]
    for (const [mine, other] of lists)
      for (let at = 0; at < Math.max(mine.length, other.length); at += 1) {
        if (mine[at] !== undefined && other[at] !== undefined && same(mine[at], other[at])) continue
        found.push(`task ${name}, line ${at + 1}\n# ours   ${mine[at]}\n# strace ${other[at]}`)
        // One line too many: nothing after it can match.
        if (callOf(mine[at] ?? '') !== callOf(other[at] ?? '')) break
      }
  }
  return found.slice(0, most)
}
