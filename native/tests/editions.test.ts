/** Editions and the conditions of each choice: which road is taken, and what the child gets. */
import { describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { liveRuns } from '../../scripts/test/liveRuns.ts'
import { AS_ROOT, has, helper, NOBODY, of, passport, runOf } from './running.ts'

const BARE = ['--name', 'bare']
const set = (...pairs: string[]) => pairs.flatMap((pair) => ['--set', pair])
/** As root they are taken; without, the run is refused and judged as such. */
const ids = (...pairs: string[]) => set(...pairs)

type Row = [flags: string[], mechanism: string, held: string[], outcome?: string]

const RUST: Row[] = [
  [['--edition', 'article'], 'posix_spawn', []],
  [['--edition', '1.26', '--cwd', '/'], 'fork', ['cwd_unsupported']],
  [['--edition', '1.34', '--cwd', '/'], 'posix_spawn', []],
  [['--edition', 'today', '--cwd', '/'], 'posix_spawn', []],
  [['--edition', '1.34', '--path', '/nonexistent'], 'fork', ['path_changed']],
  [['--edition', '1.49', '--path', '/nonexistent'], 'posix_spawn', []],
  [['--path', '/nonexistent', ...BARE], 'fork', ['path_changed'], 'failed'],
  [['--path', '.', ...BARE], 'fork', ['path_changed']],
  [BARE, 'posix_spawn', []],
  [set('pre_exec=on'), 'fork', ['pre_exec']],
  [set('old_libc=on'), 'fork', ['libc_too_old']],
]
const RUST_AS_ROOT: Row[] = [
  [set('uid=65534'), 'fork', ['uid_requested']],
  [set('gid=65534'), 'fork', ['gid_requested']],
  [set('groups=65534'), 'fork', ['groups_requested']],
  [set('chroot=on'), 'fork', ['chroot_requested']],
  [set('uid=65534', 'gid=65534'), 'fork', ['uid_requested', 'gid_requested']],
]
const RUBY_AS_ROOT: Row[] = [
  [[], 'fork', ['euid_is_root']],
  [ids('real_uid=7', 'effective_uid=7', 'saved_uid=7'), 'vfork', []],
  [ids('real_uid=7', 'effective_uid=7'), 'fork', ['euid_differs_from_saved']],
  [ids('effective_uid=7', 'saved_uid=7'), 'fork', ['euid_differs_from_real']],
  [ids('real_uid=7', 'effective_uid=7', 'saved_uid=7', 'effective_gid=9', 'real_gid=9'), 'fork', ['egid_differs_from_saved']],
  [ids('real_uid=7', 'effective_uid=7', 'saved_uid=7', 'effective_gid=9', 'saved_gid=9'), 'fork', ['egid_differs_from_real']],
]
const NIM: Row[] = [
  [['--edition', 'article'], 'fork', []],
  [['--edition', '2.2.0'], 'fork', []],
  [['--edition', '2.2.0', ...set('use_fork=on')], 'fork', ['use_fork']],
  [['--edition', '2.2.0', ...set('use_clone=on')], 'clone(VM|VFORK)', ['use_clone']],
  [[], 'posix_spawn', ['posix_spawn_on_linux']],
  [set('use_fork=on'), 'fork', ['posix_spawn_on_linux', 'use_fork']],
  [set('use_clone=on'), 'clone(VM|VFORK)', ['posix_spawn_on_linux', 'use_clone']],
]

function judge(strategy: string, [flags, mechanism, held, outcome = 'spawned']: Row): void {
  const { events } = runOf(strategy, ...flags)
  const [decide] = of(events, 'decide')
  expect(decide?.mechanism).toBe(mechanism)
  expect(decide?.conditions.filter((condition) => condition.held).map(({ name }) => name)).toEqual(held)
  expect(of(events, 'end')[0]).toMatchObject({ outcome })
  const [create] = of(events, 'create')
  expect(create?.shares.memory).toBe(mechanism !== 'fork')
}
const called = (strategy: string, ...flags: string[]) => of(runOf(strategy, ...flags).events, 'enter')

describe.skipIf(!liveRuns())('editions and conditions', () => {
  it.each(RUST)('rust %j: %s', (...row) => judge('rust', row))
  it.skipIf(!AS_ROOT).each(RUST_AS_ROOT)('rust as root %j: %s', (...row) => judge('rust', row))
  it.skipIf(!AS_ROOT).each(RUBY_AS_ROOT)('ruby as root %j: %s', (...row) => judge('ruby', row))
  it.each(NIM)('nim %j: %s', (...row) => judge('nim', row))

  it('every edition of every strategy can be named, by its aliases too, and runs', () => {
    const catalog = decodeCatalog(helper('describe').stdout)
    if (!catalog.ok) throw new Error(catalog.message)
    for (const { id, editions } of catalog.value.strategies) {
      const names = editions.flatMap(({ name, aliases }) => [name, ...aliases])
      expect(names).toContain('today')
      expect(names).toContain('article')
      for (const name of names) expect(of(runOf(id, ...NOBODY, '--edition', name).events, 'end')[0]?.outcome).toBe('spawned')
    }
  })

  it.each([
    ['1.26', false],
    ['1.49', false],
    ['1.66', true],
  ])('rust %s: a blocked SIGUSR1 stays blocked in the child: %s', (edition, kept) => {
    for (const road of [[], set('pre_exec=on')])
      expect(has(passport(runOf('rust', '--edition', edition, '--block', 'USR1', ...road).events, 'after-exec')?.SigBlk, 'USR1')).toBe(kept)
  })

  it.each([
    ['0.9.4', false],
    ['2.2.0', true],
    ['2.2.12', true],
  ])('nim %s: the child starts with SIGPIPE ignored: %s', (edition, ignored) => {
    expect(has(passport(runOf('nim', '--edition', edition).events, 'after-exec')?.SigIgn, 'PIPE')).toBe(ignored)
  })

  it('nim with clone frees the end of its stack, and closes a descriptor twice', () => {
    const { events } = runOf('nim', '--edition', '2.2.0', '--set', 'use_clone=on')
    const failed = of(events, 'leave').filter(({ error }) => error !== null)
    expect(failed.map(({ call, error }) => [call, error])).toEqual([
      ['munmap', 'EINVAL'],
      ['close', 'EBADF'],
    ])
    const right = runOf('nim', '--edition', '2.2.0', '--set', 'use_clone=on', '--set', 'free_stack_wrongly=off')
    expect(of(right.events, 'leave').filter(({ error, call }) => error !== null && call === 'munmap')).toEqual([])
  })

  it('nim moves the whole parent into the directory, and back', () => {
    const moves = called('nim', '--cwd', '/').filter(({ call }) => call === 'chdir')
    expect(moves.map(({ task, args }) => [task, args[0]])).toEqual([
      [1, '"/"'],
      [1, expect.stringMatching(/targets"$/)],
    ])
  })

  it.each(['fork', 'vfork', 'clone', 'posix_spawn', 'rust', 'go', 'ruby'])('%s: the child changes its own directory', (strategy) => {
    expect(called(strategy, '--cwd', '/').filter(({ call }) => call === 'chdir')).toMatchObject([{ task: 2, args: ['"/"'] }])
    expect(of(runOf(strategy, '--cwd', '/nonexistent').events, 'end')[0]).toMatchObject({ outcome: 'failed', why: expect.stringContaining('ENOENT') })
  })

  it('go before 1.23 has no pidfd', () => {
    const { events } = runOf('go', '--edition', 'article')
    expect(of(events, 'create')[0]?.flags).toEqual(['CLONE_VM', 'CLONE_VFORK'])
    expect(
      of(events, 'enter')
        .filter(({ call, task }) => task === 1 && call.startsWith('wait'))
        .map(({ call }) => call),
    ).toEqual(['waitid', 'wait4'])
    expect(of(runOf('go').events, 'create')[0]?.flags).toContain('CLONE_PIDFD')
  })

  it('go takes the other road for a user namespace only', (context) => {
    const { events } = runOf('go', '--set', 'new_user_namespace=on')
    expect(of(events, 'decide')[0]).toMatchObject({ mechanism: 'clone', conditions: [{ name: 'new_user_namespace', held: true }] })
    const refused = of(events, 'leave').find(({ call, error }) => call === 'clone' && error !== null)
    if (refused) {
      expect(process.env.CI, `user namespaces are refused here (${refused.error})`).not.toBe('true')
      context.skip()
    }
    expect(of(events, 'create')[0]).toMatchObject({ shares: { memory: false }, flags: expect.arrayContaining(['CLONE_NEWUSER']) })
    expect(of(events, 'suspend')).toEqual([])
    const prctl = called('go', '--set', 'ambient_caps=on').filter(({ call }) => call === 'prctl')
    expect(prctl).toMatchObject([{ task: 2, args: expect.arrayContaining(['PR_SET_KEEPCAPS']) }])
    expect(called('go').filter(({ call }) => call === 'prctl')).toEqual([])
  })

  it('a bare name is looked up along this PATH: of the parent (libc, Go), of the child (Rust, Ruby)', () => {
    const outcome = (strategy: string) => of(runOf(strategy, ...NOBODY, '--name', 'bare', '--path', '/nonexistent').events, 'end')[0]?.outcome
    expect(['posix_spawn', 'vfork', 'go', 'nim'].map(outcome)).toEqual(['spawned', 'spawned', 'spawned', 'spawned'])
    expect(['rust', 'ruby'].map(outcome)).toEqual(['failed', 'failed'])
  })

  it('ruby 2.2 turns cancellation off, which no system call shows', () => {
    const steps = (edition: string) =>
      of(runOf('ruby', ...NOBODY, '--edition', edition).events, 'enter').flatMap(({ task, call }) => (task === 1 ? [call] : []))
    expect(steps('2.2')).toEqual(steps('2.6'))
  })
})
