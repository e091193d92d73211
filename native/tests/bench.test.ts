/** `spawnscope bench`: its output, what it refuses and how it ends. scripts/bench/bare.ts measures whether its figures are right. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { BenchCell, BenchLine } from '../../protocol/bench.ts'
import { decodeBenchLine } from '../../protocol/bench.ts'
import { descendants } from '../../server/testing/processes.ts'
import { until } from '../../server/testing/until.ts'
import { AS_ROOT } from './asNobody.ts'
import { HELPER } from './liveRuns.ts'
import { helper } from './running.ts'

function linesOf(stdout: string): BenchLine[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const verdict = decodeBenchLine(line)
      if (!verdict.ok) throw new Error(`${verdict.field} ${verdict.message}: ${line}`)
      return verdict.value
    })
}

function bench(...words: string[]) {
  const { stdout, stderr, status } = helper('bench', ...words, ...(words.includes('--timeout') ? [] : ['--timeout', '120000']))
  const lines = linesOf(stdout)
  return { lines, stderr, status, cells: lines.filter((line): line is BenchCell => line.kind === 'cell') }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

describe('what it writes', () => {
  it('a hello with the machine, a cell for each strategy and place, an end', () => {
    const { lines, cells, status } = bench('fork', 'vfork', '--memory', '0,8M', '--threads', '0,2', '--repeat', '7')
    expect(status).toBe(0)
    expect(lines[0]).toMatchObject({ kind: 'hello', repeat: 7, warmups: 3, cells: 8, tracer: null })
    expect(lines.at(-1)).toMatchObject({ kind: 'end', outcome: 'ended', why: null })
    expect(cells.map(({ strategy, memory_mb, threads }) => `${strategy} ${memory_mb} ${threads}`).sort()).toEqual(
      ['fork', 'vfork'].flatMap((strategy) => ['0 0', '0 2', '8 0', '8 2'].map((place) => `${strategy} ${place}`)),
    )
    for (const cell of cells) {
      expect(cell.samples).toHaveLength(7)
      expect(cell.median).toBe(median(cell.samples))
      expect(cell.q1).toBeLessThanOrEqual(cell.median)
      expect(cell.q3).toBeGreaterThanOrEqual(cell.median)
      if (cell.memory_mb === 8) expect(cell.resident_kb).toBeGreaterThan(8 * 1024)
    }
  })
  it('the parts where no library call hides them, null where one does', () => {
    const { cells } = bench('vfork', 'fork', 'posix_spawn', '--memory', '64M', '--repeat', '5')
    const parts = (strategy: string) => cells.find((cell) => cell.strategy === strategy)?.parts
    expect(parts('posix_spawn')).toEqual({ prepare: null, create: null, child_setup: null, exec: null, suspended: null })
    for (const strategy of ['fork', 'vfork']) for (const part of Object.values(parts(strategy) ?? {})) expect(part).toEqual(expect.any(Number))
  })
  it.each([
    ['nim@1.6', 'fork'],
    ['nim@2.2.6', 'posix_spawn'],
  ])('an edition: %s goes by %s', (strategy, mechanism) => {
    expect(bench(strategy, '--memory', '0', '--repeat', '5').cells[0]).toMatchObject({ strategy: 'nim', mechanism })
  })
  it('every strategy there is, with threads beside it', () => {
    const { cells, status } = bench('--memory', '1', '--threads', '4', '--repeat', '5', ...(AS_ROOT ? ['--uid', '65534'] : []))
    expect(status).toBe(0)
    expect(cells.length).toBeGreaterThanOrEqual(8)
    if (AS_ROOT) expect(cells.find(({ strategy }) => strategy === 'ruby')?.mechanism).toBe('vfork')
  })
  it('who traces it, since that makes every figure larger', () => {
    const { stdout } = helper(
      'trace',
      '--format',
      'ndjson',
      '--output',
      '/dev/null',
      '--max-events',
      '100000',
      '--',
      HELPER,
      'bench',
      'vfork',
      '--memory',
      '0',
      '--repeat',
      '5',
    )
    expect(linesOf(stdout)[0]).toMatchObject({ kind: 'hello', tracer: 'spawnscope' })
  })
  it('a table to a terminal', () => {
    const { stdout } = helper('bench', 'vfork', '--memory', '0', '--repeat', '5', '--format', 'table')
    expect(stdout).toMatch(/vfork@linux +vfork +[\d.]+ +\[[\d.]+ [\d.]+\] {2}prepare .* suspended/)
  })
})

describe('what it refuses, with the cure', () => {
  it.each([
    ['more memory than half of what is available', ['--memory', '64G'], 'bad_value'],
    ['no size', ['--memory', 'much'], 'bad_value'],
    ['no such strategy', ['perl'], 'unknown_strategy'],
    ['no such edition', ['rust@0.1'], 'unknown_edition'],
    ['no such pages', ['--pages', 'tiny'], 'bad_value'],
    ['too many threads', ['--threads', '5000'], 'bad_value'],
    ['too few samples', ['--repeat', '1'], 'bad_value'],
    ['a value missing', ['--repeat'], 'bad_value'],
    ['a setting of runs', ['--signal', 'PIPE=ignore'], 'unknown_setting'],
    ['a strategy after the options', ['--repeat', '5', 'fork'], 'unknown_setting'],
  ])('%s', (_, words, code) => {
    const { status, stderr, stdout } = helper('bench', ...words)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(new RegExp(`^spawnscope: ${code}: .*Cure: `))
  })
})

describe('how it ends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s: an end that says so, and nothing left behind', async (signal) => {
    const child = spawn(HELPER, ['bench', 'fork', '--memory', '256M', '--repeat', '1001'], { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    await until('it measures', () => text.includes('"doing":"measure"'))
    const workers = measured(child.pid)
    expect(workers.length).toBeGreaterThanOrEqual(1)
    child.kill(signal)
    const [status] = (await once(child, 'close')) as [number]
    expect(status).toBe(4)
    expect(linesOf(text).at(-1)).toMatchObject({ kind: 'end', outcome: 'cancelled' })
    for (const worker of workers) expect(() => process.kill(worker, 0)).toThrow()
  })
  it('SIGKILL: the measured process goes as well', async () => {
    const child = spawn(HELPER, ['bench', 'fork', '--memory', '256M', '--repeat', '1001'], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    await until('a process is measured', () => measured(child.pid).length >= 1)
    const workers = measured(child.pid)
    child.kill('SIGKILL')
    await once(child, 'close')
    await until('what was measured is gone', () => !workers.some(alive))
  })
  it('the time is up', () => {
    const { lines, status } = bench('fork', '--memory', '256M', '--repeat', '1001', '--timeout', '300')
    expect(status).toBe(4)
    expect(lines.at(-1)).toMatchObject({ kind: 'end', outcome: 'limit' })
  })
  it('nobody reads any more', async () => {
    const child = spawn(HELPER, ['bench', 'fork', '--memory', '256M', '--repeat', '1001'], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [status] = (await once(child, 'exit')) as [number]
    expect(status).toBe(4)
  })
})

/** The processes that a helper started: all our descendants except the helper itself. */
function measured(helperPid: number | undefined): number[] {
  return descendants().filter((pid) => pid !== process.pid && pid !== helperPid)
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
