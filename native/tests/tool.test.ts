/** The helper as a command-line tool: help, version, how soon it writes, how little memory it needs. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { HELPER, liveRuns } from './liveRuns.ts'
import { helper } from './running.ts'

/** The helper that the sandbox contains. */
const STATIC = path.resolve(import.meta.dirname, '../build/app/spawnscope')

describe('help', () => {
  it('of the whole names every command and every exit status', () => {
    const { stdout, status } = helper('--help')
    expect(status).toBe(0)
    for (const word of ['run', 'trace', 'describe', 'check', 'Exit status']) expect(stdout).toContain(word)
    for (const code of [0, 2, 3, 4, 70]) expect(stdout).toMatch(new RegExp(`\\b${code} `))
  })

  it('of run lists whatever describe lists', () => {
    const { stdout, status } = helper('help', 'run')
    const verdict = decodeCatalog(helper('describe').stdout)
    if (!verdict.ok) throw new Error('the catalog does not decode')
    const { strategies, hazards, targets, settings } = verdict.value
    expect(status).toBe(0)
    for (const { id, settings: own } of [...strategies, ...hazards]) {
      expect(stdout).toContain(`  ${id}`)
      for (const { key } of own) expect(stdout).toContain(`--set ${key}=`)
    }
    for (const { name } of targets) expect(stdout).toContain(`  ${name}`)
    for (const { flag } of settings) expect(stdout).toContain(flag)
  })

  it('says where show is', () => {
    for (const words of [['show'], ['show', '--', 'true'], ['help', 'show']]) {
      const { stderr, status } = helper(...words)
      expect(status).toBe(2)
      expect(stderr).toContain('Cure: npx spawnscope show')
    }
  })

  it('of a command that is not there is a usage error with the cure', () => {
    const { stderr, status } = helper('help', 'frobnicate')
    expect(status).toBe(2)
    expect(stderr).toContain('Cure: ')
  })
})

describe('version', () => {
  it('is that of package.json, on a line of its own; libc and build follow', () => {
    const { version } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'))
    const { stdout, status } = helper('--version')
    expect(status).toBe(0)
    expect(stdout.split('\n')).toEqual([
      `spawnscope ${version}`,
      expect.stringMatching(/^libc: \S+( \d\S*)? \((static|dynamic)\)$/),
      expect.stringMatching(/^build: (gcc|clang) \d+\.\d+\.\d+, \w+(, commit [0-9a-f]{12,}(-dirty)?)?$/),
      expect.stringMatching(/^lines by libdw: (yes|no)$/),
      '',
    ])
    expect(helper('version').stdout).toBe(stdout)
  })

  it('and describe say the same', () => {
    const verdict = decodeCatalog(helper('describe').stdout)
    if (!verdict.ok) throw new Error('the catalog does not decode')
    const { helper: release, libc, arch } = verdict.value
    const { stdout } = helper('--version')
    expect(stdout).toContain(`spawnscope ${release}\nlibc: ${libc?.name} ${libc?.version} (${libc?.static ? 'static' : 'dynamic'})\n`)
    expect(stdout).toContain(`, ${arch}`)
  })

  it.runIf(existsSync(STATIC))('a static helper knows that it is static', () => {
    expect(execFileSync(STATIC, ['--version'], { encoding: 'utf8' })).toMatch(/^libc: .* \(static\)$/m)
  })
})

describe.skipIf(!liveRuns())('a long run', () => {
  it('is written from the beginning: nothing waits for a buffer to fill', async () => {
    // npm run bench:tracer measures how soon. Here the program must still sleep when its first line comes.
    const run = spawn(HELPER, ['trace', '--format', 'strace', '--timeout', '60000', '--', 'sleep', '100'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const text = await new Promise((resolve) => (run.stdout as Readable).once('data', (chunk) => resolve(String(chunk))))
    expect(text).toContain('execve(')
    expect(text).not.toContain('+++')
    await end(run, 'SIGTERM')
  })

  it('needs no more memory if it is longer', async () => {
    const loop = 'i=0; while [ $i -lt 12000 ]; do i=$((i+1)); : > /dev/null; done'
    const limits = ['--timeout', '60000', '--max-events', '1000000', '--output', '/dev/null']
    const run = spawn(HELPER, ['trace', '--format', 'ndjson', ...limits, '--', 'sh', '-c', loop], { stdio: 'ignore' })
    const ended = new Promise((resolve) => run.once('close', resolve))
    const resident: number[] = []
    const look = setInterval(() => resident.push(residentKiB(run.pid)), 20)
    expect(await ended).toBe(0)
    clearInterval(look)
    const seen = resident.filter((kib) => kib > 0)
    expect(seen.length).toBeGreaterThan(8)
    const quarter = Math.ceil(seen.length / 4)
    expect(Math.max(...seen.slice(-quarter))).toBeLessThanOrEqual(Math.max(...seen.slice(0, quarter)) + 64)
  })
})

function residentKiB(pid = 0): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

function end(run: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const gone = new Promise((resolve) => run.once('close', resolve))
  run.kill(signal)
  return gone
}
