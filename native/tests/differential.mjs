/**
 * Our strace text against strace's own. What must be equal, and what cannot be: differential/strict.mjs for programs
 * that always do the same, differential/loose.mjs for runtimes whose threads race. TAP.
 *
 * node native/tests/differential.mjs [--all] [WORD…]: only cases whose name has the word; --all shows every difference.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { makeCases } from './differential/cases.mjs'
import { looseDifferences } from './differential/loose.mjs'
import { strictDifferences } from './differential/strict.mjs'
import { badPadding, readTrace } from './differential/trace.mjs'

const HELPER = path.join(import.meta.dirname, '../build/spawnscope')
const TIMES = Number(process.env.DIFF_TIMES ?? 3)
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

/** Runs a tracer in a fresh folder; the text it wrote. */
async function traced(place, which, item) {
  const file = path.join(place, which)
  const folder = path.join(place, 'work')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  item.prepare?.(folder)
  const [program, ...args] =
    which === 'ours'
      ? [HELPER, 'trace', '--format', 'strace', '--timeout', '60000', '--max-events', '1000000', '--output', file, '--']
      : ['strace', '-f', '-o', file]
  const tracer = spawn(program, [...args, ...item.command], {
    cwd: folder,
    stdio: 'ignore',
    timeout: TRACE_TIMEOUT_MS,
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...item.env },
  })
  await new Promise((resolve) => tracer.on('close', resolve))
  return { file, trace: readTrace(file, tracer.pid) }
}

async function differences(place, item) {
  const run = async (which) => {
    const { file, trace } = await traced(place, which, item)
    const padding = which === 'ours' && badPadding(file)
    if (padding) throw new Error(`padded wrongly: ${padding}`)
    return trace
  }
  if (item.loose)
    return looseDifferences(
      () => run('ours'),
      () => run('strace'),
      most,
    )
  return strictDifferences(await run('ours'), await run('strace'), most)
}

const cases = makeCases(scratch).filter(({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)))
const jobs = cases.flatMap((item) =>
  Array.from({ length: item.missing || item.loose ? 1 : TIMES }, (_, time) => ({ item, title: item.loose || item.missing ? item.name : `${item.name}, time ${time + 1}` })),
)
let tests = 0
let failed = 0

function tell(title, found, comment = '') {
  tests += 1
  if (found.length > 0) failed += 1
  console.log(`${found.length > 0 ? 'not ok' : 'ok'} ${tests} - ${title}${comment}`)
  for (const difference of found) console.log(`# ${difference}`)
}

async function worker(_, at) {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { item, title } = job
    if (item.missing) tell(title, process.env.CI === 'true' ? [item.missing] : [], ` # skip ${item.missing}`)
    else tell(title, await differences(path.join(scratch, `worker${at}`), item).catch((error) => [String(error.message)]))
  }
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
console.log(`1..${tests}`)
process.exitCode = failed > 0 ? 1 : 0
