/**
 * Our strace text against strace's own, line by line and per process: same calls, same arguments, same
 * columns. Numbered away: pids, addresses, CPU times. Where a signal falls between the calls is a race
 * in the kernel, so signal lines are compared as a set. TAP.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const HERE = import.meta.dirname
const HELPER = path.join(HERE, '../build/spawnscope')
const TIMES = 5
const CALL_LINE = /^(\d+) +(.*)$/

function skip(why) {
  console.log(`1..0 # skipped: ${why}`)
  process.exit(process.env.CI === 'true' ? 1 : 0)
}

if (spawnSync('strace', ['-V']).status !== 0) skip('no strace: apt-get install strace')
if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) skip('strace may not trace here')

const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-differential-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
mkdirSync(path.join(HERE, '../build/tests'), { recursive: true })
const program = path.join(scratch, 'spawns')
execFileSync(process.env.CC ?? 'cc', ['-O1', '-w', '-o', program, path.join(HERE, 'programs/spawns.c')], { stdio: 'inherit' })

const CASES = [...['fork', 'vfork', 'posix_spawn'].map((way) => [program, way]), ['/bin/true'], ['env', '-i', '/bin/true'], ['sh', '-c', '/bin/true; exit 3']]

/** One list of lines for each process, in the order they first appear, unfinished calls joined with their resumption. */
function processesOf(file) {
  const processes = new Map()
  const open = new Map()
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
    const [, pid, body] = CALL_LINE.exec(line) ?? []
    if (pid === undefined) throw new Error(`no line of strace: ${line}`)
    if (!processes.has(pid)) processes.set(pid, [])
    const unfinished = / <unfinished \.\.\.>$/.exec(body)
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(body)
    if (unfinished) open.set(pid, body.slice(0, unfinished.index))
    else if (resumed) {
      // The padding was counted from another column: one space will do on both sides.
      processes.get(pid).push(`${open.get(pid)}${resumed[1]}`.replace(/\) += /, ') = '))
      open.delete(pid)
    } else processes.get(pid).push(body)
  }
  return processes
}

function numbered(processes) {
  const pids = new Map([...processes.keys()].map((pid, at) => [pid, `P${at}`]))
  const addresses = new Map()
  const address = (found) => {
    if (!addresses.has(found)) addresses.set(found, `A${addresses.size}`)
    return addresses.get(found)
  }
  return [...processes.values()].map((lines) => {
    const tidy = lines.map((line) =>
      line
        // A line that was whole in one trace may have been cut in the other.
        .replace(/\) += /, ') = ')
        .replace(/0x[0-9a-f]{6,16}/g, address)
        .replace(/\b(si_utime|si_stime)=\d+( \/\* [\d.]+ s \*\/)?/g, '$1=T')
        // The tracer itself is the parent of the first one.
        .replace(/getppid\(\) = \d+/, 'getppid() = TRACER')
        .replace(/"(\\x[0-9a-f]{2})+"/g, 'RANDOM')
        .replace(/\btgkill\((\d+), (\d+)/g, (_, group, thread) => `tgkill(${pids.get(group)}, ${pids.get(thread)}`)
        .replace(/(wait4\(|kill\(|si_pid=|\) = )(\d+)/g, (_, before, number) => before + (pids.get(number) ?? number)),
    )
    return { calls: tidy.filter((line) => !line.startsWith('---')), signals: tidy.filter((line) => line.startsWith('---')).sort() }
  })
}

/** Padding of whole lines, which joining throws away: column 40 or one space. */
function badPadding(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .find((line) => {
      const equals = /\)( +)= (?!.*\) +=)/.exec(line)
      if (!equals || line.includes('resumed>') || line.includes('["')) return false
      const column = equals.index + 1 + equals[1].length
      return column !== 40 && !(column > 40 && equals[1].length === 1)
    })
}

function firstDifference(ours, theirs) {
  if (ours.length !== theirs.length) return `${ours.length} processes, strace saw ${theirs.length}`
  for (const [at, mine] of ours.entries()) {
    for (const part of ['calls', 'signals']) {
      const length = Math.max(mine[part].length, theirs[at][part].length)
      for (let n = 0; n < length; n += 1)
        if (mine[part][n] !== theirs[at][part][n]) return `process ${at}, line ${n}\n# ours   ${mine[part][n]}\n# strace ${theirs[at][part][n]}`
    }
  }
  return undefined
}

let test = 0
let failed = 0
for (const command of CASES) {
  for (let time = 0; time < TIMES; time += 1) {
    const ours = path.join(scratch, 'ours')
    const theirs = path.join(scratch, 'theirs')
    const options = { stdio: 'ignore', env: { PATH: process.env.PATH } }
    // Without address randomisation both see the same libraries at the same places, where that is allowed.
    spawnSync(HELPER, ['trace', '--format', 'strace', '--output', ours, '--', ...command], options)
    spawnSync('strace', ['-f', '-o', theirs, ...command], options)
    const difference = firstDifference(numbered(processesOf(ours)), numbered(processesOf(theirs))) ?? badPadding(ours)
    test += 1
    if (difference) failed += 1
    console.log(`${difference ? 'not ok' : 'ok'} ${test} - ${path.basename(command.join(' '))}, time ${time + 1}`)
    if (difference) console.log(`# ${difference}`)
  }
}
console.log(`1..${test}`)
process.exitCode = failed > 0 ? 1 : 0
