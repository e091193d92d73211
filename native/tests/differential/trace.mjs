/** Reads strace's text into a list of lines for each task. Unfinished calls are joined with their resumption. */
import { readFileSync } from 'node:fs'

const LINE = /^(\d+) +(.*)$/
/** The second form: execve(2) from a thread, which goes on under its leader's id. */
const UNFINISHED = / <(?:unfinished|pid changed to \d+) \.\.\.>$/
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/
const SUPERSEDED = /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/
/** The task dies, or another thread replaces it: an open call will not be resumed. */
const ENDED = /^\+\+\+ /
const CREATED = /^(?:v?fork|clone3?)\(.*\) = (\d+)$/
/** A cut line was padded from another column, so both sides are reduced to one space. */
const PADDING = /\) += (?=[?\d-])(?!.*\) += [?\d-])/

/**
 * @returns tasks by their place in the tree ("0" is the first, "0.2" its second child), names of pids, and where calls
 * were cut in two ("getppid(" or "wait4(7, ", by the whole line).
 */
export function readTrace(file, tracer, mask) {
  const byPid = new Map()
  const open = new Map()
  const cuts = []
  for (const line of readFileSync(file, 'latin1').split('\n').slice(0, -1)) {
    const [, pid, body] = LINE.exec(line) ?? []
    if (pid === undefined) throw new Error(`no line of strace: ${line}`)
    if (!byPid.has(pid)) byPid.set(pid, [])
    if (ENDED.test(body) && open.get(pid) !== undefined) {
      // Killed so fast that not even its exit was seen.
      byPid.get(pid).push(`${open.get(pid)} <never resumed>`)
      open.delete(pid)
    }
    const former = SUPERSEDED.exec(body)
    if (former) {
      open.set(pid, open.get(former[1]))
      open.delete(former[1])
    }
    if (UNFINISHED.test(body)) {
      open.set(pid, body.replace(UNFINISHED, ''))
      continue
    }
    const resumed = RESUMED.exec(body)
    const begun = resumed ? open.get(pid) : ''
    const whole = `${begun}${resumed ? resumed[2] : body}`.replace(PADDING, ') = ')
    if (resumed) {
      if (begun === undefined) throw new Error(`resumed, but never begun: ${line}`)
      cuts.push({ pid, begun, whole })
      open.delete(pid)
    }
    byPid.get(pid).push(mask ? whole.replace(mask, 'MASKED') : whole)
  }
  for (const [pid, begun] of open) if (begun !== undefined) byPid.get(pid)?.push(`${begun} <never resumed>`)
  const names = namesOf(byPid)
  if (tracer) names.set(String(tracer), 'TRACER')
  const tasks = new Map([...byPid].map(([pid, lines]) => [names.get(pid), lines]))
  return { tasks, names, cuts: cuts.map((cut) => ({ ...cut, task: names.get(cut.pid) })) }
}

/** Names follow the tree of tasks, because the order in which siblings first appear is a race. */
function namesOf(byPid) {
  const [first] = byPid.keys()
  const names = new Map(first === undefined ? [] : [[first, '0']])
  for (const pid of names.keys()) {
    let count = 0
    for (const line of byPid.get(pid) ?? []) {
      const child = CREATED.exec(line)?.[1]
      if (child && !names.has(child)) names.set(child, `${names.get(pid)}.${++count}`)
    }
  }
  for (const pid of byPid.keys()) if (!names.has(pid)) names.set(pid, `orphan ${names.size}`)
  return names
}

/** Checks the padding of whole lines, which joining loses: column 40 or one space. */
export function badPadding(file) {
  return readFileSync(file, 'latin1')
    .split('\n')
    .find((line) => {
      const equals = /\)( +)= (?!.*\) +=)/.exec(line)
      if (!equals || line.includes('resumed>') || line.includes('["')) return false
      const column = equals.index + 1 + equals[1].length
      return column !== 40 && !(column > 40 && equals[1].length === 1)
    })
}
