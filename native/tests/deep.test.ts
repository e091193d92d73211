/** Signals sent between create and exec, tasks held there, memory, threads, targets, descriptors; and each safety measure turned off. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { AS_NOBODY } from './asNobody.ts'
import { HELPER, liveRuns } from './liveRuns.ts'
import { has, helper, of, passport, runOf, strategyIds } from './running.ts'

const TIMES = 5
const fate = (events: TraceEvent[], signal = 'SIGUSR1') =>
  of(events, 'signal')
    .filter((event) => event.signal === signal)
    .map(({ task, how }) => `${how} ${task}`)
/** What SIGUSR1's handler wrote, and who saw it. Go handles SIGCHLD too; for others SIGCHLD may arrive before the handler has returned. */
const handler = (events: TraceEvent[]) =>
  of(events, 'memory').filter(({ what, task, seq }) => {
    const last = of(events, 'signal').findLast((event) => event.task === task && event.how === 'delivered' && event.signal !== 'SIGCHLD' && event.seq < seq)
    return what === 'handler' && last?.signal === 'SIGUSR1'
  })
const death = (events: TraceEvent[]) => of(events, 'exit').find(({ task }) => task === 2)
const HANDLED = ['--signal', 'USR1=handle']
const IN_CHILD = ['--send', 'USR1@child-start']

describe.skipIf(!liveRuns())('a signal sent at a moment', () => {
  it.each([
    ['vfork: handled in the child, on the parent’s memory', ['vfork', ...HANDLED, ...IN_CHILD], ['generated 2', 'delivered 2'], [[1, 1]]],
    ['clone: the same, on another stack', ['clone', ...HANDLED, ...IN_CHILD], ['generated 2', 'delivered 2'], [[1, 1]]],
    ['fork: handled in the child, on a copy', ['fork', ...HANDLED, ...IN_CHILD], ['generated 2', 'delivered 2'], [[1, 0]]],
    [
      'vfork, dispositions reset: too late for that',
      ['vfork', ...HANDLED, ...IN_CHILD, '--set', 'reset_dispositions=on'],
      ['generated 2', 'delivered 2'],
      [[1, 1]],
    ],
    [
      'vfork, blocked and reset: it kills the child instead',
      ['vfork', ...HANDLED, ...IN_CHILD, '--set', 'reset_dispositions=on', '--set', 'block_signals=on'],
      ['generated 2', 'pending 2', 'delivered 2'],
      [],
    ],
    ['go: blocked, reset, then it kills the child', ['go', ...IN_CHILD], ['generated 2', 'pending 2', 'delivered 2'], []],
    [
      'go without the reset: handled in the child',
      ['go', ...IN_CHILD, '--set', 'reset_dispositions=off'],
      ['generated 2', 'pending 2', 'delivered 2'],
      [[1, 1]],
    ],
    ['go without the block: handled in the child at once', ['go', ...IN_CHILD, '--set', 'block_signals=off'], ['generated 2', 'delivered 2'], [[1, 1]]],
    ['ruby: blocked, reset, then it kills the child', ['ruby', ...IN_CHILD], ['generated 2', 'pending 2', 'delivered 2'], []],
    ['nim with clone: handled in the child', ['nim', '--set', 'use_clone=on', ...HANDLED, ...IN_CHILD], ['generated 2', 'delivered 2'], [[1, 1]]],
    ['posix_spawn: the libc has blocked and reset it', ['posix_spawn', ...HANDLED, ...IN_CHILD], ['generated 2', 'pending 2', 'delivered 2'], []],
    ['ignored: it is seen, and nothing comes of it', ['vfork', '--signal', 'USR1=ignore', ...IN_CHILD], ['generated 2', 'ignored 2'], []],
    ['blocked by the parent: pending, also after exec', ['vfork', ...HANDLED, '--block', 'USR1', ...IN_CHILD], ['generated 2', 'pending 2'], []],
    ['to the sleeping parent: handled once it wakes', ['vfork', ...HANDLED, '--send', 'USR1@child-start:parent'], ['generated 1', 'delivered 1'], [[1, 1]]],
    ['before the creation', ['vfork', ...HANDLED, '--send', 'USR1@before-create:parent'], ['generated 1', 'delivered 1'], [[1, 1]]],
    ['after exec: no handler is left', ['vfork', ...HANDLED, '--send', 'USR1@after-exec'], ['generated 2', 'delivered 2'], []],
  ])('%s, run after run', (_, [strategy = '', ...flags], expected, cells) => {
    for (let time = 0; time < TIMES; time += 1) {
      const { events } = runOf(strategy, ...AS_NOBODY, ...flags)
      expect(fate(events)).toEqual(expected)
      expect(handler(events).map(({ child_sees, parent_sees }) => [child_sees, parent_sees])).toEqual(cells)
    }
  })

  it('SIGSTOP in the window: the parent sleeps until the run is ended', () => {
    // A busy machine may need longer than the first to come as far as that.
    for (let ms = 200, stopped = false; !stopped; ms *= 4) {
      const { events, status } = runOf('vfork', '--send', 'STOP@child-start', '--timeout', String(ms))
      expect(status).toBe(4)
      expect(of(events, 'resume')).toEqual([])
      expect(of(events, 'end')[0]?.outcome).toBe('timeout')
      stopped = of(events, 'signal').some(({ how }) => how === 'stopped')
    }
  })

  it('SIGKILL to the parent in the window: the child continues alone', () => {
    const { events } = runOf('vfork', '--send', 'KILL@child-start:parent')
    expect(of(events, 'exit').find(({ task }) => task === 1)).toMatchObject({ signal: 'SIGKILL' })
    expect(death(events)).toMatchObject({ status: 0 })
    expect(of(events, 'end')[0]?.outcome).toBe('killed')
  })
})

/** Four looks are spread over a hold. It is long enough that a busy machine does not sleep through one. */
const HELD = ['--hold', 'before-exec=400']

describe.skipIf(!liveRuns())('a child that is held', () => {
  it.each(['vfork', 'go', 'rust', 'nim'])('%s: the parent sleeps in the kernel, its other threads continue', (strategy) => {
    const { events } = runOf(strategy, ...AS_NOBODY, '--threads', '2', ...HELD)
    const samples = of(events, 'sample')
    expect(samples.length).toBeGreaterThanOrEqual(3)
    expect(new Set(samples.map(({ state }) => state))).toEqual(new Set(['D (disk sleep)']))
    const progress = samples.map(({ progress }) => progress)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBeGreaterThan((progress[0] ?? 0) + 1000)
    expect(new Set(samples.map(({ task, held }) => `${task} ${held}`))).toEqual(new Set(['1 2']))
    expect(of(events, 'end')[0]?.outcome).toBe('spawned')
    // The threads of the set-up are not reported.
    expect(of(events, 'create')).toHaveLength(1)
  })

  it('each thread of the set-up keeps running, and has counted further when the parent wakes', () => {
    const { events } = runOf('vfork', ...AS_NOBODY, '--threads', '2', ...HELD)
    const looks = of(events, 'threads')
    expect([...new Set(looks.map(({ at }) => at))]).toEqual(['begin', 'suspend', 'held', 'resume', 'end'])
    // "t" is caused by the tracer itself. Until it counts, a thread is in the libc's start, which may wait for a lock.
    expect(looks.flatMap(({ threads }) => threads.filter(({ state, steps }) => steps > 0 && !/^[Rt]/.test(state)))).toEqual([])
    const steps = (at: string) => looks.find((look) => look.at === at)?.threads.map((thread) => thread.steps) ?? []
    expect(steps('begin')).toHaveLength(2)
    for (const [n, before] of steps('suspend').entries()) expect(steps('resume')[n]).toBeGreaterThan(before + 1000)
    expect(new Set(looks.map(({ threads }) => threads.map(({ tid }) => tid).join()))).toHaveLength(1)
  })

  it('without threads of the set-up there is nothing to look at', () => {
    expect(of(runOf('vfork').events, 'threads')).toEqual([])
  })

  it('fork: the parent is not suspended; it waits because it chose to', () => {
    const { events } = runOf('fork', ...HELD)
    expect(of(events, 'sample').map(({ state }) => state)).toContain('S (sleeping)')
    expect(of(events, 'enter').some(({ task, call }) => task === 1 && call === 'wait4')).toBe(true)
  })

  // Not for less: how much longer a busy machine takes is no fault.
  it.each(['before-create', 'child-start', 'before-exec', 'after-exec'])('held at %s for as long as asked', (moment) => {
    const { events } = runOf('vfork', '--hold', `${moment}=120`)
    expect(of(events, 'sample').length).toBeGreaterThan(0)
    expect((events.at(-1)?.ns ?? 0) - (events[0]?.ns ?? 0)).toBeGreaterThanOrEqual(120e6)
  })
})

describe.skipIf(!liveRuns())('memory, descriptors, targets', () => {
  /** The median of nine starts: the random places of stack and libraries make up to four page tables of difference. */
  const usual = (...flags: string[]) =>
    Array.from({ length: 9 }, () => of(runOf('fork', ...flags).events, 'create')[0]?.page_tables_kb ?? 0).toSorted((a, b) => a - b)[4] ?? 0
  const faults = (events: TraceEvent[], stage: string, task: number) =>
    of(events, 'usage').find((event) => event.stage === stage && event.task === task)?.minor_faults ?? Number.NaN

  it('fork copies the page tables of what was touched', () => {
    // A page table entry is 8 bytes for 4 kB: 128 MB need 256 kB.
    expect(usual('--memory', '128M') - usual()).toBeGreaterThanOrEqual(250)
    expect(usual('--memory', '64M')).toBeLessThan(usual('--memory', '128M'))
  })

  it('a fork child pays with page faults before exec, a vfork child does not', () => {
    const before = (strategy: string) => {
      const { events } = runOf(strategy)
      return faults(events, 'before-exec', 2) - faults(events, 'child-start', 2)
    }
    expect(before('fork')).toBeGreaterThan(before('vfork'))
  })

  it('more memory than there is: refused, with the reason', () => {
    // A machine with 1 GB free, in a mount namespace of its own.
    const folder = mkdtempSync(path.join(tmpdir(), 'spawnscope-meminfo-'))
    const meminfo = path.join(folder, 'meminfo')
    writeFileSync(meminfo, 'MemTotal: 4194304 kB\nMemFree: 1048576 kB\nMemAvailable: 1048576 kB\n')
    const script = 'mount --bind "$1" /proc/meminfo && exec "$2" run fork --memory 600M'
    const { status, stderr } = spawnSync('unshare', ['-Urm', 'sh', '-c', script, 'sh', meminfo, HELPER], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect({ status, stderr }).toMatchObject({ status: 3, stderr: expect.stringMatching(/more than half/) })
  })

  it.each([
    ['go', 4],
    ['ruby', 4],
  ])('%s: close-on-exec closes the error pipe in the child', (strategy, before) => {
    const { events } = runOf(strategy, ...AS_NOBODY)
    const open = (stage: string) => of(events, 'descriptors').find((event) => event.stage === stage && event.task === 2)?.open ?? []
    expect(open('before-exec').length).toBeGreaterThanOrEqual(before)
    expect(open('after-exec').map(({ fd }) => fd)).toEqual([0, 1, 2])
    expect(open('before-exec').filter(({ fd, close_on_exec }) => fd > 2 && !close_on_exec)).toEqual([])
  })

  it.each(strategyIds())('%s: the child inherits the niceness', (id) => {
    const { events } = runOf(id, '--nice', '7', '--target', 'show-nice')
    const [asked] = of(events, 'leave').filter(({ call }) => call === 'getpriority')
    // The system call answers 20 less the niceness.
    expect(asked).toMatchObject({ task: 2, result: '13' })
    expect(of(events, 'output').map(({ text }) => text)).toEqual(['"niceness  07\\n"'])
  })
  it('a niceness above 19 is refused with the bounds', () => {
    expect(helper('run', 'fork', '--nice', '20').stderr).toContain('give a whole number from 0 to 19')
  })
  it('show-signals prints what /proc shows us', () => {
    const { events } = runOf('vfork', '--block', 'USR1', '--signal', 'PIPE=ignore', '--target', 'show-signals')
    const after = passport(events, 'after-exec')
    const [output] = of(events, 'output')
    for (const key of ['SigPnd', 'ShdPnd', 'SigBlk', 'SigIgn', 'SigCgt'] as const) expect(output?.text).toContain(`${key}:\\t${after?.[key]}\\n`)
    expect(has(after?.SigBlk, 'USR1')).toBe(true)
  })

  it.each([
    ['rust', 'SIGPIPE', null],
    ['nim', null, 1],
    ['go', 'SIGPIPE', null],
  ])('write-pipe under %s: killed by %s, or status %s', (strategy, signal, status) => {
    expect(death(runOf(strategy, ...AS_NOBODY, '--target', 'write-pipe').events)).toMatchObject({ signal, status })
  })
})

describe.skipIf(!liveRuns())('a safety measure turned off', () => {
  const after = (...argv: [string, ...string[]]) => passport(runOf(...argv, ...AS_NOBODY).events, 'after-exec')

  it('SIGPIPE’s default: Rust, Ruby; turned on: posix_spawn', () => {
    const ignored = ['--signal', 'PIPE=ignore']
    expect(has(after('rust', ...ignored, '--set', 'default_sigpipe=off')?.SigIgn, 'PIPE')).toBe(true)
    expect(has(after('rust', ...ignored, '--set', 'default_sigpipe=off', '--set', 'pre_exec=on')?.SigIgn, 'PIPE')).toBe(true)
    expect(has(after('ruby', ...ignored, '--set', 'default_sigpipe=off')?.SigIgn, 'PIPE')).toBe(true)
    expect(has(after('posix_spawn', ...ignored, '--set', 'default_sigpipe=on')?.SigIgn, 'PIPE')).toBe(false)
  })

  it('the mask: Go starts its child with everything blocked, Ruby too', () => {
    expect(has(after('go', '--set', 'restore_mask=off')?.SigBlk, 'TERM')).toBe(true)
    expect(has(after('ruby', '--set', 'open_mask=off')?.SigBlk, 'TERM')).toBe(true)
    expect(has(after('nim', '--block', 'USR1', '--set', 'empty_mask=off')?.SigBlk, 'USR1')).toBe(true)
    expect(has(after('posix_spawn', '--block', 'USR1', '--set', 'empty_mask=on')?.SigBlk, 'USR1')).toBe(false)
  })

  it('the separate stack: clone runs on the parent’s', () => {
    expect(of(runOf('clone', '--set', 'separate_stack=off').events, 'create')[0]).toMatchObject({ stack: 'same', call: 'clone' })
  })

  it('the privilege check: Ruby lends its memory although it is root', (context) => {
    if (process.getuid?.() !== 0) {
      expect(process.env.CI, 'needs root').not.toBe('true')
      context.skip()
    }
    const { events } = runOf('ruby', '--set', 'check_privilege=off')
    expect(of(events, 'decide')[0]).toMatchObject({ mechanism: 'vfork' })
    expect(of(events, 'create')[0]?.shares.memory).toBe(true)
  })
})
