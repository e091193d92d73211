/**
 * Compares our strace-like text with strace's own, and prints TAP. differential/strict.mjs compares programs that always
 * do the same; differential/loose.mjs compares runtimes whose threads race; differential/every.mjs compares every decoded call.
 *
 * node native/tests/differential.mjs [--all] [WORD…]: a word selects the cases with it in their names; --all shows every difference.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { compileC, makeCases } from './differential/cases.mjs'
import { cutDifferences, cutsInBoth } from './differential/cuts.mjs'
import { everyDifferences, everyOmissions } from './differential/every.mjs'
import { looseDifferences, vocabularyOf } from './differential/loose.mjs'
import { strictDifferences } from './differential/strict.mjs'
import { badPadding, readTrace } from './differential/trace.mjs'

/** Set SPAWNSCOPE_HELPER to test another helper. */
const HELPER = process.env.SPAWNSCOPE_HELPER ?? path.join(import.meta.dirname, '../build/spawnscope')
const TIMES = Number(process.env.DIFF_TIMES ?? 3)
/** More runs if too few calls were cut to compare. */
const CUTS_TIMES = 8
/** More runs if two traces differ: a race in the traced program does not repeat, a mistake of ours does. */
const AGAIN_TIMES = 3
/** How many pairs may differ once. An occasional mistake of ours would exceed it. */
let again = 8
const TRACE_TIMEOUT_MS = 60_000

function skip(why) {
  console.log(`1..0 # skipped: ${why}`)
  process.exit(process.env.CI === 'true' ? 1 : 0)
}

if (spawnSync('strace', ['-V']).status !== 0) skip('no strace: apt-get install strace')
if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) skip('strace may not trace here')

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true })
const most = values.all ? Number.POSITIVE_INFINITY : 1
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-differential-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const alike = compileC(scratch, 'alike')

/** Runs a tracer in a fresh folder and returns the file it wrote, and its pid. */
async function tracedFile(place, which, item) {
  const file = path.join(place, which)
  const folder = path.join(place, 'work')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  item.prepare?.(folder)
  const args =
    which === 'ours'
      ? [HELPER, 'trace', '--format', 'strace', '--timeout', '60000', '--max-events', '1000000', '--output', file, '--']
      : ['strace', '-f', '-o', file, ...(item.straceArgs ?? [])]
  const [starter, ...before] = item.starter ?? [alike]
  const tracer = spawn(starter, [...before, ...args, ...item.command], {
    cwd: folder,
    // In a session of its own: programs that change their process group make the kernel hang up the group they leave, as soon as
    // something in it is stopped.
    detached: true,
    stdio: 'ignore',
    timeout: TRACE_TIMEOUT_MS,
    killSignal: 'SIGKILL',
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...item.env },
  })
  const ended = await new Promise((resolve) => tracer.on('close', (_, signal) => resolve(signal)))
  // Two truncated traces may be alike, which proves nothing.
  if (ended === 'SIGKILL') {
    endGroup(tracer.pid)
    throw new Error(`${which}: not over after ${TRACE_TIMEOUT_MS} ms`)
  }
  return { file, pid: tracer.pid }
}

async function traced(place, which, item) {
  const { file, pid } = await tracedFile(place, which, item)
  return { file, trace: readTrace(file, pid, item.mask) }
}

/** What all parts of the comparison of every call have seen. */
const seen = { used: new Set(), counts: new Map() }

async function differencesOfEvery(place, item) {
  const ours = await tracedFile(place, 'ours', item)
  const theirs = await tracedFile(place, 'strace', item)
  return everyDifferences(ours.file, theirs.file, { ...seen, most })
}

/** A killed strace leaves its tracee behind, in the tracer's process group. */
function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

async function differences(place, item) {
  if (item.every) return differencesOfEvery(place, item)
  const run = async (which) => {
    const { file, trace } = await traced(place, which, item)
    const padding = which === 'ours' && badPadding(file)
    if (padding) throw new Error(`padded wrongly: ${padding}`)
    return trace
  }
  const several = async (which) => {
    const traces = []
    for (let time = 0; time < TIMES; time += 1) traces.push(await run(which))
    return traces
  }
  if (item.cuts) {
    const ours = await several('ours')
    const theirs = await several('strace')
    // How much is cut depends on the load: a busy machine needs more runs.
    for (let more = 0; more < CUTS_TIMES && cutsInBoth(ours, theirs) < item.cuts; more += 1) {
      ours.push(await run('ours'))
      theirs.push(await run('strace'))
    }
    return cutDifferences(ours, theirs, { atLeast: item.cuts, most })
  }
  if (item.loose)
    return looseDifferences(
      () => run('ours'),
      () => run('strace'),
      vocabulary,
      most,
    )
  const pair = async () => strictDifferences(await run('ours'), await run('strace'), { anyOrder: item.anyOrder, most })
  const first = await pair()
  let found = first
  // These are races: SIGCHLD does not queue, poll(2) sees what is in the pipe by then, a thread may end before clone(2) returns.
  if (first.length > 0 && again > 0) {
    again -= 1
    for (let more = 0; found.length > 0 && more < AGAIN_TIMES; more += 1) found = await pair()
    if (found.length === 0) for (const difference of first) console.log(`# ${item.name}: once, and not when run again: ${difference}`)
  }
  return found
}

const allCases = makeCases(scratch, HELPER)
let words
/** What strace prints for the programs that do everything on purpose. Traced once, on first use. */
function vocabulary() {
  words ??= (async () => {
    const traces = []
    for (const item of allCases.filter(({ purposeful }) => purposeful)) traces.push((await traced(path.join(scratch, 'words'), 'strace', item)).trace)
    return vocabularyOf(traces)
  })()
  return words
}

const cases = allCases.filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)))
let tests = 0
let failed = 0

function tell(title, found, comment = '') {
  tests += 1
  if (found.length > 0) failed += 1
  console.log(`${found.length > 0 ? 'not ok' : 'ok'} ${tests} - ${title}${comment}`)
  for (const difference of found) console.log(`# ${difference}`)
}

/** One case is run by one worker only, because names of sockets and queues are shared by the whole machine. */
async function worker(_, at) {
  const place = path.join(scratch, `worker${at}`)
  for (let item = cases.shift(); item; item = cases.shift()) {
    if (item.missing) {
      tell(item.name, process.env.CI === 'true' ? [item.missing] : [], ` # skip ${item.missing}`)
      continue
    }
    const times = item.loose || item.cuts || item.every ? 1 : TIMES
    for (let time = 1; time <= times; time += 1)
      tell(times > 1 ? `${item.name}, time ${time}` : item.name, await differences(place, item).catch((error) => [String(error.message)]))
  }
}

/** Only if all parts have run. */
const everyPart = cases.length > 0 && allCases.filter(({ every }) => every).every((item) => cases.includes(item))

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
if (everyPart && seen.counts.size > 0) {
  const { decoded } = JSON.parse(execFileSync(HELPER, ['describe'], { encoding: 'utf8' }))
  tell('every decoded call was made, and every excuse is needed', everyOmissions({ ...seen, described: decoded, needed: !process.env.EVERY_SEED }))
}
console.log(`1..${tests}`)
process.exitCode = failed > 0 ? 1 : 0
