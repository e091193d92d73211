/** The helper as a command-line tool: help, completion, how soon it writes, how little memory it needs. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { HELPER, liveRuns } from './liveRuns.ts'
import { helper } from './running.ts'

const words = (...typed: string[]) =>
  helper('complete', ...typed)
    .stdout.trimEnd()
    .split('\n')

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
      expect(stderr).toContain('Cure: node bin/spawnscope.mjs show')
    }
  })

  it('of a command that is not there is a usage error with the cure', () => {
    const { stderr, status } = helper('help', 'frobnicate')
    expect(status).toBe(2)
    expect(stderr).toContain('Cure: ')
  })
})

describe('completion', () => {
  it('completes commands, strategies, flags and their values', () => {
    expect(words('d')).toEqual(['describe'])
    expect(words('run', 'posix')).toEqual(['posix_spawn'])
    expect(words('run', 'rust', '--ed')).toEqual(['--edition'])
    expect(words('run', 'rust', '--target', 'bad')).toEqual(['bad-format'])
    expect(words('run', 'rust', '--signal', 'PIPE=')).toEqual(['PIPE=default', 'PIPE=ignore', 'PIPE=handle'])
    expect(words('run', 'rust', '--send', 'TERM@child')).toEqual(['TERM@child-start'])
    expect(words('trace', '--pin', '')).toEqual(['auto', 'on', 'off', 'follow'])
    expect(words('trace', '--where', '')).toEqual(['script'])
  })

  it.skipIf(missing('bash'))('works in bash itself', () => {
    const script = `
      source ${path.resolve(import.meta.dirname, '../completion.bash')}
      COMP_LINE="${HELPER} run hazard-ha"; COMP_POINT=\${#COMP_LINE}
      COMP_WORDS=(${HELPER} run hazard-ha); COMP_CWORD=2
      compopt() { :; }
      _spawnscope; echo "\${COMPREPLY[@]}"`
    expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'hazard-handler\n', stderr: '' })
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

function missing(program: string): boolean {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return false
  if (process.env.CI === 'true') throw new Error(`there is no ${program}`)
  console.warn(`skipped: there is no ${program}`)
  return true
}
