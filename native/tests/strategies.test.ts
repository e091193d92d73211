/**
 * Runs every strategy with several settings and compares the result with /proc (the passports) and with
 * what the runtimes are known to do.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { STAGES } from '../../protocol/events.ts'
import { PHASES } from '../../protocol/phases.ts'
import { AS_NOBODY, AS_ROOT } from './asNobody.ts'
import { HELPER, liveRuns } from './liveRuns.ts'
import { has, helper, of, oldLibrary, passport, runOf, strategyIds } from './running.ts'

interface Known {
  call: string
  flags: string[]
  memory: boolean
  stack: 'same' | 'separate' | 'copied'
  /** Signals that the parent ignores and that are default again in its child. */
  undoesPipe: boolean
  /** Does a blocked signal stay blocked in the new program? */
  keepsMask: boolean
  /** Node resets every signal, even those ignored on purpose. */
  undoesAll?: boolean
  /** It executes a program of the runtime's own first; with that the parent has its memory back. */
  ownProgram?: boolean
  /** glibc's posix_spawn before 2.38 leaves 32 and 33 ignored. */
  library: boolean
}
const SHARED = ['CLONE_VM', 'CLONE_VFORK']
const KNOWN: Record<string, Known> = {
  fork: {
    call: 'clone',
    flags: ['CLONE_CHILD_CLEARTID', 'CLONE_CHILD_SETTID'],
    memory: false,
    stack: 'copied',
    undoesPipe: false,
    keepsMask: true,
    library: false,
  },
  vfork: { call: 'vfork', flags: SHARED, memory: true, stack: 'same', undoesPipe: false, keepsMask: true, library: false },
  clone: { call: 'clone', flags: SHARED, memory: true, stack: 'separate', undoesPipe: false, keepsMask: true, library: false },
  posix_spawn: { call: 'clone3', flags: SHARED, memory: true, stack: 'separate', undoesPipe: false, keepsMask: true, library: true },
  rust: { call: 'clone3', flags: SHARED, memory: true, stack: 'separate', undoesPipe: true, keepsMask: true, library: true },
  go: { call: 'clone', flags: ['CLONE_VM', 'CLONE_PIDFD', 'CLONE_VFORK'], memory: true, stack: 'same', undoesPipe: false, keepsMask: true, library: false },
  ruby: { call: 'vfork', flags: SHARED, memory: true, stack: 'same', undoesPipe: true, keepsMask: false, library: false },
  nim: { call: 'clone3', flags: SHARED, memory: true, stack: 'separate', undoesPipe: false, keepsMask: false, library: true },
  python: { call: 'clone3', flags: SHARED, memory: true, stack: 'separate', undoesPipe: true, keepsMask: true, library: true },
  d: {
    call: 'clone',
    flags: ['CLONE_CHILD_CLEARTID', 'CLONE_CHILD_SETTID'],
    memory: false,
    stack: 'copied',
    undoesPipe: false,
    keepsMask: true,
    library: false,
  },
  java: { call: 'clone3', flags: SHARED, memory: true, stack: 'separate', undoesPipe: true, keepsMask: false, ownProgram: true, library: true },
  musl: { call: 'clone', flags: SHARED, memory: true, stack: 'same', undoesPipe: false, keepsMask: true, library: false },
  node: { call: 'clone3', flags: SHARED, memory: true, stack: 'separate', undoesPipe: true, keepsMask: false, undoesAll: true, library: true },
}

describe.skipIf(!liveRuns())('strategies', () => {
  it('are all known here', () => {
    expect(strategyIds()).toEqual(Object.keys(KNOWN).sort())
  })

  describe.each(Object.entries(KNOWN))('%s', (strategy, known) => {
    it('creates its child as it should, and the kernel agrees', () => {
      const { events, status } = runOf(strategy, ...AS_NOBODY)
      expect(status).toBe(0)
      const [create] = of(events, 'create')
      const wrapped = oldLibrary(events) || !known.library ? known.flags : [...known.flags, 'CLONE_CLEAR_SIGHAND']
      // If a container refuses clone3, the libc falls back to clone with the same flags.
      expect(create?.call === 'clone' || create?.call === known.call).toBe(true)
      expect(create).toMatchObject({
        flags: wrapped,
        exit_signal: 'SIGCHLD',
        stack: known.stack,
        shares: { memory: known.memory, files: false, handlers: false },
      })
      expect(of(events, 'suspend')).toHaveLength(known.memory ? 1 : 0)
      expect(of(events, 'resume').map(({ ended_by }) => ended_by)).toEqual(known.memory ? ['exec'] : [])
      if (known.memory) expect(of(events, 'suspend')[0]?.state).toMatch(/^D /)
      expect(of(events, 'end')[0]?.outcome).toBe('spawned')
    })

    it('tells its story whole: order, phases, six passports', () => {
      const { events } = runOf(strategy, ...AS_NOBODY)
      expect(events[0]?.kind).toBe('hello')
      expect(events.at(-1)?.kind).toBe('end')
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at))
      const inner = events.filter((event) => !['hello', 'end'].includes(event.kind) && !(event.kind === 'passport' && event.stage === 'as-started'))
      expect(inner.filter(({ phase, step }) => phase === null || step === null)).toEqual([])
      expect(of(events, 'passport').map(({ stage }) => stage)).toEqual(STAGES)
      expect(of(events, 'decide')).toHaveLength(1)
      const born = of(events, 'create')[0]?.seq ?? 0
      expect(events.filter(({ task, seq }) => task === 2 && seq < born)).toEqual([])
      const parents = inner.filter(({ task, kind }) => task === 1 && kind === 'enter').map(({ phase }) => PHASES.indexOf(phase ?? 'decide'))
      const fromCreate = parents.slice(parents.indexOf(PHASES.indexOf('create')))
      expect(fromCreate).toEqual(fromCreate.toSorted((a, b) => a - b))
    })

    it('proves whose memory the child wrote', () => {
      const { events } = runOf(strategy, ...AS_NOBODY)
      const [memory] = of(events, 'memory')
      // Inside posix_spawn none of our code runs in the child.
      if (known.library) return expect(memory).toBeUndefined()
      expect(memory).toMatchObject({ child_sees: 42, parent_sees: known.memory ? 42 : 1 })
    })

    it('SIGPIPE ignored', () => {
      const { events } = runOf(strategy, ...AS_NOBODY, '--signal', 'PIPE=ignore')
      expect(has(passport(events, 'before-create')?.SigIgn, 'PIPE')).toBe(true)
      expect(has(passport(events, 'after-exec')?.SigIgn, 'PIPE')).toBe(!known.undoesPipe)
    })

    it('SIGINT ignored stays ignored, but for Node', () => {
      const { events } = runOf(strategy, ...AS_NOBODY, '--signal', 'INT=ignore')
      expect(has(passport(events, 'after-exec')?.SigIgn, 'INT')).toBe(known.undoesAll !== true)
    })

    it('SIGUSR1 handled is default after exec, whatever happens', () => {
      const { events } = runOf(strategy, ...AS_NOBODY, '--signal', 'USR1=handle')
      expect(has(passport(events, 'before-create')?.SigCgt, 'USR1')).toBe(true)
      expect(passport(events, 'after-exec')?.SigCgt).toBe('0000000000000000')
    })

    it('SIGUSR1 blocked', () => {
      const { events } = runOf(strategy, ...AS_NOBODY, '--block', 'USR1')
      expect(has(passport(events, 'after-exec')?.SigBlk, 'USR1')).toBe(known.keepsMask)
      expect(has(passport(events, 'parent-after')?.SigBlk, 'USR1')).toBe(true)
    })

    it('leaves the fingerprint of its libc', () => {
      const { events } = runOf(strategy, ...AS_NOBODY)
      expect(has(passport(events, 'after-exec')?.SigIgn, 'RTMIN')).toBe(known.library && oldLibrary(events))
    })

    it.each([
      ['missing', 'ENOENT'],
      ['denied', 'EACCES'],
      ['directory', 'EACCES'],
    ])('a target that is %s: the error comes home', (target, error) => {
      const { events, status } = runOf(strategy, ...AS_NOBODY, '--target', target)
      expect(status).toBe(0)
      expect(of(events, 'exec').map((event) => path.basename(event.path ?? ''))).toEqual(known.ownProgram ? ['spawn-helper'] : [])
      const failed = of(events, 'leave').findLast(({ call }) => call === 'execve')
      expect(failed?.error).toBe(error)
      const [end] = of(events, 'end')
      expect(end?.outcome).toBe('failed')
      // A plain fork can only report it as an exit status.
      if (strategy !== 'fork') expect(end?.why).toContain(error)
      expect(of(events, 'resume').map(({ ended_by }) => ended_by)).toEqual(known.memory ? [known.ownProgram ? 'exec' : 'exit'] : [])
    })
  })

  it.skipIf(!AS_ROOT)('ruby as root forks, and says why', () => {
    const { events } = runOf('ruby')
    expect(of(events, 'decide')[0]).toMatchObject({ mechanism: 'fork' })
    expect(of(events, 'decide')[0]?.conditions.find(({ name }) => name === 'euid_is_root')).toMatchObject({ held: true })
    expect(of(events, 'create')[0]).toMatchObject({ stack: 'copied', suspends: false })
  })

  it.each([['uid=65534'], ['gid=65534'], ['pre_exec=on']])('rust with %s forks', (setting) => {
    if (!AS_ROOT && setting !== 'pre_exec=on') return expect(process.env.CI).not.toBe('true')
    const { events } = runOf('rust', '--set', setting)
    expect(of(events, 'decide')[0]?.mechanism).toBe('fork')
    expect(of(events, 'create')[0]?.stack).toBe('copied')
    expect(of(events, 'end')[0]?.outcome).toBe('spawned')
  })

  it('the limits end a run, with exit status 4 and an end event', () => {
    const { events, status } = runOf('rust', '--max-events', '20')
    expect(status).toBe(4)
    expect(of(events, 'end')[0]?.outcome).toBe('event-limit')
    const slow = helper('trace', '--timeout', '100', '--at-limit', 'kill', '--format', 'ndjson', '--', 'sleep', '10')
    expect(slow.status).toBe(4)
    expect(slow.stdout).toContain('"outcome":"timeout"')
  })

  it('bad usage is exit status 2, with a code and a cure', () => {
    const { status, stderr } = helper('run', 'zig')
    expect(status).toBe(2)
    expect(stderr).toMatch(/unknown_strategy: .*Cure: one of clone, d, fork/)
  })

  it('a tracer that is traced says so: exit status 3', () => {
    const { status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', HELPER, 'run', 'fork'], { encoding: 'utf8' })
    expect(status).toBe(3)
    expect(stderr).toMatch(/live_unavailable: .*traced.*Cure: /)
  })
})
