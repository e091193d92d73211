/** --pin: which processors a traced program may use, and whether the tracer stays with it. programs/affinity.c looks in every way. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HELPER, liveRuns } from './liveRuns.ts'
import { PATIENT } from './patience.ts'
import { severalProcessors } from './severalProcessors.ts'

const PROGRAM = path.join(import.meta.dirname, 'programs/affinity.c')
const LIMITS = [...PATIENT, '--max-events', '1000000', '--output', '/dev/null']
const ROUNDS = '12'

describe.skipIf(!liveRuns() || !severalProcessors())('--pin', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-pinning-'))
  afterAll(() => rmSync(scratch, { recursive: true }))
  const affinity = path.join(scratch, 'affinity')
  execFileSync(process.env.CC ?? 'cc', ['-O1', '-w', '-pthread', '-o', affinity, PROGRAM], { stdio: 'inherit' })
  const shown = execFileSync(affinity, ['show'], { encoding: 'utf8' }).trim().split(' ')
  const traced = (options: string[], ...program: string[]) => {
    const { stdout, stderr } = spawnSync(HELPER, ['trace', ...LIMITS, ...options, '--', ...program], { encoding: 'utf8' })
    const [, looks, wrong, bound] = /looks (\d+), wrong (\d+), bound (\d+)/.exec(stdout) ?? []
    return { stdout, stderr, looks: Number(looks), wrong: Number(wrong), bound: Number(bound) }
  }
  const AFTER_LETTING_GO = `until grep -q '^TracerPid:.0$' /proc/self/status; do :; done; exec ${affinity} look ${shown.join(' ')} 2`

  // `bound`: while the program looks, the tracer is on one processor. Otherwise the test would prove nothing.
  it.each([
    ['as trace chooses', [], true],
    ['follow', ['--pin', 'follow'], true],
    ['off', ['--pin', 'off'], false],
  ] as const)('%s: whatever shows an affinity shows the program its own', (_, options, together) => {
    for (const format of ['strace', 'ndjson']) {
      const { stdout, looks, wrong, bound } = traced([...options, '--format', format], affinity, 'look', ...shown, ROUNDS)
      expect(wrong, stdout).toBe(0)
      expect(looks).toBeGreaterThan(100)
      expect(bound > 0).toBe(together)
    }
  })

  it.each(['follow', 'off'])('%s: what the program sets itself stands', (pin) => {
    const { stdout, looks, wrong } = traced(['--pin', pin, '--format', 'strace'], affinity, 'set')
    expect(wrong, stdout).toBe(0)
    expect(looks).toBeGreaterThan(20)
  })

  it('on: the program sees one processor', () => {
    const { wrong } = traced(['--pin', 'on', '--format', 'strace'], affinity, 'look', ...shown, '1')
    expect(wrong).toBeGreaterThan(0)
  })

  it('follow: lets go while two tasks compute', () => {
    const { stdout } = traced(['--pin', 'follow', '--format', 'strace'], affinity, 'part')
    expect(stdout).toMatch(/^alone: together\ntwo: apart$/m)
  })

  it('follow: a program that is let go at a limit has its own affinity', () => {
    const { stdout, stderr, wrong } = traced(['--pin', 'follow', '--format', 'strace', '--max-events', '400'], 'sh', '-c', AFTER_LETTING_GO)
    expect(stderr).toContain('the program runs on')
    expect(wrong, stdout).toBe(0)
  })

  // Each starts some programs, and the limit comes anywhere: before, while and after one is created.
  it('follow: whoever is created while the program is let go has its own affinity', () => {
    const loop = 'for i in 1 2 3 4 5; do grep Cpus_allowed: /proc/self/status; done'
    for (let events = 150; events < 400; events += 5) {
      const { stdout, stderr } = traced(['--pin', 'follow', '--format', 'ndjson', '--max-events', String(events)], 'sh', '-c', loop)
      expect(stderr).toContain('the program runs on')
      expect(stdout, `after ${events} events`).toBe(`Cpus_allowed:\t${shown[0]}\n`.repeat(5))
    }
  })
})
