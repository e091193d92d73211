/** How many system calls the helper itself makes for what it reports: strace counts them. Times are not looked at. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HELPER, liveRuns } from './liveRuns.ts'
import { of, runOf, strategyIds } from './running.ts'
import { severalProcessors } from './severalProcessors.ts'

const FEW = 20
const MANY = 60

function countable(): boolean {
  if (spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0) return true
  if (process.env.CI === 'true') throw new Error('no strace that may trace here: apt-get install strace')
  console.warn('skipped: no strace that may trace here')
  return false
}

describe.skipIf(!liveRuns())('a strategy', () => {
  it.each(strategyIds())('%s: its set-up stops the host hardly anywhere', (strategy) => {
    const { events } = runOf(strategy)
    const reported = of(events, 'enter').length + of(events, 'leave').length
    // The rest: the handshake, and the stops of creation, exec and exit.
    expect((of(events, 'end')[0]?.stops ?? 0) - reported).toBeLessThanOrEqual(20)
  })
})

describe.skipIf(!liveRuns() || !countable())('the helper', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-calls-'))
  afterAll(() => rmSync(scratch, { recursive: true }))
  const work = path.join(scratch, 'work')
  execFileSync(process.env.CC ?? 'cc', ['-O1', '-w', '-o', work, path.join(import.meta.dirname, 'baseline/work.c')])
  const target = path.join(path.dirname(HELPER), 'targets/ok')

  /** Calls by name, while so many processes are started. */
  function counted(format: string, starts: number): Map<string, number> {
    const file = path.join(scratch, `${format}${starts}`)
    const limits = ['--timeout', '60000', '--max-events', '1000000', '--output', '/dev/null']
    const trace = [HELPER, 'trace', '--pin', 'on', '--format', format, ...limits, '--', work, 'spawns', String(starts), target]
    const { status, stderr } = spawnSync('strace', ['-c', '-U', 'calls,name', '-o', file, ...trace], { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    const rows = [...readFileSync(file, 'utf8').matchAll(/^\s*(\d+)\s+([a-z]\w+)$/gm)]
    return new Map(rows.map(([, calls, name]) => [String(name), Number(calls)]))
  }

  /** What one start more costs, of these calls. */
  function perStart(format: string, names: readonly string[]): number {
    const [few, many] = [counted(format, FEW), counted(format, MANY)]
    const sum = (calls: Map<string, number>) => names.reduce((all, name) => all + (calls.get(name) ?? 0), 0)
    return (sum(many) - sum(few)) / (MANY - FEW)
  }

  const LOOKING = ['open', 'openat', 'close', 'read', 'pread64', 'lseek', 'readlink', 'newfstatat', 'fstat', 'kcmp', 'getdents64']

  it('looks at a start of NDJSON with at most 18 calls besides those of tracing', () => {
    // Each look at a parent that is not asleep yet costs a read, and a sleep or a yield: how many, is a matter of luck. On a busy machine
    // no yield comes before the first look, which is one look more.
    expect(perStart('ndjson', LOOKING) - perStart('ndjson', ['clock_nanosleep', 'nanosleep', 'sched_yield'])).toBeLessThanOrEqual(18)
  })

  it('looks at nothing for text', () => {
    expect(perStart('strace', LOOKING)).toBe(0)
  })

  it.skipIf(!severalProcessors())('lets a task that is alone create a bound one, which it need not bind itself', () => {
    const file = path.join(scratch, 'affinity')
    const trace = [HELPER, 'trace', '--pin', 'follow', '--format', 'strace', '--output', '/dev/null', '--', work, 'spawns', String(FEW), target]
    expect(spawnSync('strace', ['-e', 'trace=sched_setaffinity,sched_getaffinity', '-o', file, ...trace]).status).toBe(0)
    const bound = new Set<string>()
    let inherited = 0
    for (const [, call, pid = ''] of readFileSync(file, 'utf8').matchAll(/^sched_(set|get)affinity\((\d+), \d+, \[\d+\]\)/gm)) {
      if (call === 'get' && !bound.has(pid)) inherited += 1
      bound.add(pid)
    }
    expect(inherited).toBeGreaterThan(0)
  })

  it('sets its timer for a run, not for a start', () => {
    for (const format of ['ndjson', 'strace']) expect(counted(format, MANY).get('setitimer') ?? 0).toBeLessThanOrEqual(6)
  })
})
