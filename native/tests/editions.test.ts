/** Editions and conditions: which mechanism each chooses, and what the child gets. */
import { describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { AS_NOBODY, AS_ROOT } from './asNobody.ts'
import { liveRuns } from './liveRuns.ts'
import { has, helper, of, passport, runOf } from './running.ts'

const BARE = ['--name', 'bare']
const set = (...pairs: string[]) => pairs.flatMap((pair) => ['--set', pair])
/** As root these settings work; otherwise the run must be refused. */
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
  [['--edition', '1.6'], 'fork', []],
  [['--edition', '1.6', ...set('use_fork=on')], 'fork', ['use_fork']],
  [['--edition', '1.6', ...set('use_clone=on')], 'clone(VM|VFORK)', ['use_clone']],
  [[], 'posix_spawn', ['posix_spawn_on_linux']],
  [set('use_fork=on'), 'fork', ['posix_spawn_on_linux', 'use_fork']],
  [set('use_clone=on'), 'clone(VM|VFORK)', ['posix_spawn_on_linux', 'use_clone']],
]

/** Python closes descriptors by default, which posix_spawn can do since 3.13. */
const PYTHON: Row[] = [
  [['--edition', 'article'], 'fork', ['must_close', 'no_posix_spawn', 'no_vfork']],
  [['--edition', '3.6', ...set('close_fds=off')], 'fork', ['no_posix_spawn', 'no_vfork']],
  [['--edition', '3.8'], 'fork', ['must_close', 'no_vfork']],
  [['--edition', '3.8', ...set('close_fds=off')], 'posix_spawn', ['no_vfork']],
  [['--edition', '3.10'], 'vfork', ['must_close']],
  [['--edition', '3.11'], 'vfork', ['must_close']],
  [['--edition', '3.11', ...set('use_vfork=off')], 'fork', ['must_close', 'no_vfork']],
  [['--edition', '3.11', ...set('preexec_fn=on')], 'fork', ['preexec_fn', 'must_close']],
  [[], 'posix_spawn', []],
  [set('use_posix_spawn=off'), 'vfork', ['no_posix_spawn']],
  [['--cwd', '/'], 'vfork', ['cwd_requested']],
  [set('start_new_session=on'), 'vfork', ['session_requested']],
  [set('preexec_fn=on'), 'fork', ['preexec_fn']],
  [BARE, 'vfork', ['bare_name']],
  [[...BARE, '--path', '/nonexistent'], 'vfork', ['bare_name'], 'failed'],
]
const PYTHON_AS_ROOT: Row[] = [
  [set('user=65534'), 'fork', ['user_requested']],
  [set('user=65534', 'group=65534'), 'fork', ['user_requested', 'group_requested']],
]
const NODE: Row[] = [
  [['--edition', 'article'], 'fork', ['fork_only']],
  [['--edition', '1.42.1'], 'fork', ['fork_only']],
  [[], 'posix_spawn', []],
  [['--cwd', '/'], 'posix_spawn', []],
  [set('detached=on'), 'posix_spawn', []],
]
const JAVA: Row[] = [
  [['--edition', 'article'], 'vfork', ['vfork_by_default']],
  [['--edition', '13'], 'posix_spawn', []],
  [['--edition', '20'], 'posix_spawn', []],
  [[], 'posix_spawn', []],
  [['--edition', '8', ...set('launch_mechanism=fork')], 'fork', ['vfork_by_default', 'mechanism_requested']],
  [set('launch_mechanism=vfork'), 'vfork', ['mechanism_requested']],
  [set('launch_mechanism=fork'), 'fork', ['mechanism_requested']],
  [['--cwd', '/'], 'posix_spawn', []],
  [[...BARE, '--path', '/nonexistent'], 'posix_spawn', []],
]
const D: Row[] = [
  [[], 'fork', []],
  [['--cwd', '/'], 'fork', []],
  [set('pre_exec=on'), 'fork', []],
]
const MUSL: Row[] = [
  [[], 'clone(VM|VFORK)', []],
  [['--cwd', '/'], 'clone(VM|VFORK)', []],
  [set('new_session=on'), 'clone(VM|VFORK)', []],
]
const NODE_AS_ROOT: Row[] = [[set('uid=65534', 'gid=65534'), 'fork', ['user_requested', 'group_requested']]]

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
  it.each(PYTHON)('python %j: %s', (...row) => judge('python', row))
  it.skipIf(!AS_ROOT).each(PYTHON_AS_ROOT)('python as root %j: %s', (...row) => judge('python', row))
  it.each(JAVA)('java %j: %s', (...row) => judge('java', row))
  it.each(D)('d %j: %s', (...row) => judge('d', row))
  it.each(MUSL)('musl %j: %s', (...row) => judge('musl', row))
  it.each(NODE)('node %j: %s', (...row) => judge('node', row))
  it.skipIf(!AS_ROOT).each(NODE_AS_ROOT)('node as root %j: %s', (...row) => judge('node', row))

  it('every edition of every strategy can be named, by its aliases too, and runs', () => {
    const catalog = decodeCatalog(helper('describe').stdout)
    if (!catalog.ok) throw new Error(catalog.message)
    for (const { id, editions } of catalog.value.strategies) {
      const names = editions.flatMap(({ name, aliases }) => [name, ...aliases])
      expect(names).toContain('today')
      expect(names).toContain('article')
      for (const name of names) expect(of(runOf(id, ...AS_NOBODY, '--edition', name).events, 'end')[0]?.outcome).toBe('spawned')
    }
  })

  it.each([
    ['1.26', false],
    ['1.49', false],
    ['1.66', true],
  ])('rust %s: a blocked SIGUSR1 stays blocked in the child: %s', (edition, kept) => {
    for (const settings of [[], set('pre_exec=on')])
      expect(has(passport(runOf('rust', '--edition', edition, '--block', 'USR1', ...settings).events, 'after-exec')?.SigBlk, 'USR1')).toBe(kept)
  })

  it.each([
    ['0.9.4', false],
    ['1.6', true],
    ['2.2.6', true],
  ])('nim %s: the child starts with SIGPIPE ignored: %s', (edition, ignored) => {
    expect(has(passport(runOf('nim', '--edition', edition).events, 'after-exec')?.SigIgn, 'PIPE')).toBe(ignored)
  })

  it('nim with clone frees the end of its stack, and closes a descriptor twice', () => {
    const { events } = runOf('nim', '--edition', '1.6', '--set', 'use_clone=on')
    const failed = of(events, 'leave').filter(({ error }) => error !== null)
    expect(failed.map(({ call, error }) => [call, error])).toEqual([
      ['munmap', 'EINVAL'],
      ['close', 'EBADF'],
    ])
    const right = runOf('nim', '--edition', '1.6', '--set', 'use_clone=on', '--set', 'free_stack_wrongly=off')
    expect(of(right.events, 'leave').filter(({ error, call }) => error !== null && call === 'munmap')).toEqual([])
  })

  it('nim moves the whole parent into the directory, and back', () => {
    const moves = called('nim', '--cwd', '/').filter(({ call }) => call === 'chdir')
    expect(moves.map(({ task, args }) => [task, args[0]])).toEqual([
      [1, '"/"'],
      [1, expect.stringMatching(/targets"$/)],
    ])
  })

  it.each(['fork', 'vfork', 'clone', 'posix_spawn', 'rust', 'go', 'ruby', 'python', 'node'])('%s: the child changes its own directory', (strategy) => {
    expect(called(strategy, '--cwd', '/').filter(({ call }) => call === 'chdir')).toMatchObject([{ task: 2, args: ['"/"'] }])
    expect(of(runOf(strategy, '--cwd', '/nonexistent').events, 'end')[0]).toMatchObject({ outcome: 'failed', why: expect.stringContaining('ENOENT') })
  })

  it.each(['3.6', '3.11', '3.13'])('python %s: ignored signals stay ignored, except SIGPIPE, and the mask is inherited with every mechanism', (edition) => {
    for (const settings of [[], set('close_fds=off'), set('preexec_fn=on')]) {
      const after = passport(runOf('python', '--edition', edition, '--signal', 'INT=ignore', '--block', 'USR1', ...settings).events, 'after-exec')
      expect([has(after?.SigIgn, 'INT'), has(after?.SigIgn, 'PIPE'), has(after?.SigBlk, 'USR1')]).toEqual([true, false, true])
    }
    const kept = passport(runOf('python', '--edition', edition, ...set('restore_signals=off')).events, 'after-exec')
    expect(has(kept?.SigIgn, 'PIPE')).toBe(true)
  })

  it('python tells a failed exec in words, and whether it came as far', () => {
    const written = (...flags: string[]) =>
      called('python', '--edition', '3.11', ...flags)
        .filter(({ call, task }) => call === 'write' && task === 2)
        .map(({ args }) => args[1])
    expect(written('--target', 'missing')).toEqual(['"OSError:"', '"2"', '":"'])
    expect(written('--cwd', '/nonexistent')).toEqual(['"OSError:"', '"2"', '":"', '"noexec"'])
    expect(written('--target', 'denied')).toEqual(['"OSError:"', '"d"', '":"'])
  })

  it('python with vfork resets handlers before it opens the mask, and leaves blocked signals alone', () => {
    const child = called('python', '--edition', '3.11', '--signal', 'TERM=handle', '--signal', 'USR1=handle', '--block', 'USR1').filter(
      ({ task }) => task === 2,
    )
    const reset = child.flatMap(({ call, args }) => (call === 'rt_sigaction' && args[1] !== 'NULL' ? [args[0]] : []))
    expect(reset).toEqual(['SIGPIPE', 'SIGXFSZ', 'SIGINT', 'SIGTERM'])
    const opens = child.findIndex(({ call }) => call === 'rt_sigprocmask')
    expect(child.slice(opens).filter(({ call }) => call === 'rt_sigaction')).toEqual([])
  })

  it.each(['3.6', '3.11', '3.13'])('python %s: close_fds closes what has no close-on-exec', (edition) => {
    const closing = called('python', '--edition', edition).flatMap(({ call, task }) => (task === 2 && /^(close_range|getdents64)$/.test(call) ? [call] : []))
    expect(closing).toEqual({ '3.6': ['getdents64', 'getdents64'], '3.11': ['close_range', 'close_range'], '3.13': ['close_range'] }[edition])
    expect(called('python', '--edition', edition, ...set('close_fds=off')).filter(({ call }) => call === 'close_range' || call === 'getdents64')).toEqual([])
  })

  it.each(['1.20', '1.42.1', '1.53'])('node %s: the child has every signal default and an empty mask, whatever the parent had', (edition) => {
    const { events } = runOf('node', '--edition', edition, '--signal', 'INT=ignore', '--signal', 'HUP=ignore', '--block', 'USR1,INT')
    const after = passport(events, 'after-exec')
    expect([has(after?.SigIgn, 'INT'), has(after?.SigIgn, 'PIPE'), after?.SigBlk]).toEqual([false, false, '0000000000000000'])
    const plain = passport(runOf('node', '--edition', edition, '--signal', 'INT=ignore', ...set('reset_dispositions=off')).events, 'after-exec')
    expect(has(plain?.SigIgn, 'INT')).toBe(true)
  })

  it('node blocks signals across fork since 1.43, and there makes them default first', () => {
    const story = (edition: string) => called('node', '--edition', edition).map(({ task, call }) => `${task} ${call}`)
    const first = (edition: string, call: string) => story(edition).indexOf(call)
    expect(story('1.20').filter((call) => call === '1 rt_sigprocmask')).toHaveLength(0)
    expect(story('1.42.1').filter((call) => call === '1 rt_sigprocmask')).toHaveLength(2)
    expect(first('1.20', '2 rt_sigaction')).toBeGreaterThan(first('1.20', '2 fcntl'))
    expect(first('1.42.1', '2 rt_sigaction')).toBeLessThan(first('1.42.1', '2 fcntl'))
  })

  it('node looks a bare name up along the path of the child, with one posix_spawn for each place', () => {
    const { events } = runOf('node', ...BARE, '--path', '/nonexistent:.')
    expect(of(events, 'create')).toHaveLength(2)
    expect(of(events, 'end')[0]?.outcome).toBe('spawned')
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

  it('go uses plain clone for a user namespace only', (context) => {
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

  it('a bare name is looked up along this PATH: of the parent (libc, Go, Java, D), of the child (Rust, Ruby, Python, Node)', () => {
    const outcome = (strategy: string) => of(runOf(strategy, ...AS_NOBODY, '--name', 'bare', '--path', '/nonexistent').events, 'end')[0]?.outcome
    expect(['posix_spawn', 'vfork', 'go', 'nim', 'java', 'musl', 'd'].map(outcome)).toEqual(Array(7).fill('spawned'))
    expect(['rust', 'ruby', 'python', 'node'].map(outcome)).toEqual(['failed', 'failed', 'failed', 'failed'])
  })

  it.each([
    ['2.2', true],
    ['2.4', true],
    ['2.6', false],
  ])('ruby %s: a blocked SIGUSR1 stays blocked in the child: %s', (edition, kept) => {
    expect(has(passport(runOf('ruby', ...AS_NOBODY, '--edition', edition, '--block', 'USR1').events, 'after-exec')?.SigBlk, 'USR1')).toBe(kept)
  })

  it.each([
    ['2.2', 13],
    ['2.4', 60],
    ['2.6', 60],
  ])('ruby %s makes signals default: %i', (edition, count) => {
    const resets = of(runOf('ruby', ...AS_NOBODY, '--edition', edition).events, 'leave').filter(
      ({ task, call, args, error }) => task === 2 && call === 'rt_sigaction' && args[1]?.includes('SIG_DFL') && error === null,
    )
    expect(resets.length).toBe(count)
  })

  it.each(['2.2', '2.4', '2.6'])('ruby %s: an ignored SIGINT stays ignored, SIGPIPE does not', (edition) => {
    const after = passport(runOf('ruby', ...AS_NOBODY, '--edition', edition, '--signal', 'INT=ignore', '--signal', 'PIPE=ignore').events, 'after-exec')
    expect([has(after?.SigIgn, 'INT'), has(after?.SigIgn, 'PIPE')]).toEqual([true, false])
  })

  it('java executes twice: its own program first, which has no passport after exec and a step of its own', () => {
    const { events } = runOf('java', ...AS_NOBODY)
    expect(of(events, 'exec').map(({ path }) => path?.split('/').at(-1))).toEqual(['spawn-helper', 'ok'])
    const [first, second] = of(events, 'exec')
    expect([first?.step, second?.step, second?.phase]).toEqual(['posix_spawn', 'spawn_helper', 'exec'])
    const looks = of(events, 'passport').filter(({ stage }) => stage === 'before-exec' || stage === 'after-exec')
    expect(looks.map(({ stage, seq }) => [stage, seq > (first?.seq ?? 0), seq > (second?.seq ?? 0)])).toEqual([
      ['before-exec', true, false],
      ['after-exec', true, true],
    ])
    const between = of(events, 'enter').filter(({ task, seq }) => task === 2 && seq > (first?.seq ?? 0) && seq < (second?.seq ?? 0))
    expect(between.filter(({ step }) => step !== 'spawn_helper')).toEqual([])
    expect([...new Set(between.map(({ phase }) => phase))]).toEqual(['child-setup', 'exec'])
  })

  it.each([
    ['8', true],
    ['13', true],
    ['20', false],
    ['25', false],
  ])('java %s: its child begins with SIGQUIT blocked: %s', (edition, blocked) => {
    expect(has(passport(runOf('java', ...AS_NOBODY, '--edition', edition).events, 'after-exec')?.SigBlk, 'QUIT')).toBe(blocked)
  })

  it.each([
    ['fork', false],
    ['vfork', true],
  ])('java 25 with %s: SIGQUIT blocked: %s', (way, blocked) => {
    expect(has(passport(runOf('java', ...AS_NOBODY, '--set', `launch_mechanism=${way}`).events, 'after-exec')?.SigBlk, 'QUIT')).toBe(blocked)
  })

  it('D asks poll about every descriptor, says at what it failed, and leaves the child to nobody', () => {
    const polled = called('d').filter(({ call, task }) => call === 'poll' && task === 2)
    expect(polled).toHaveLength(1)
    expect(called('d', '--set', 'inherit_fds=on').filter(({ call }) => call === 'poll')).toEqual([])
    const written = called('d', '--target', 'missing').filter(({ call, task }) => call === 'write' && task === 2)
    expect(written.map(({ args }) => args[1])).toEqual(['"\\1"', '"\\2\\0\\0\\0"'])
    expect(called('d', '--target', 'missing').filter(({ call }) => call === 'wait4')).toEqual([])
    const moves = called('d', '--cwd', '/').filter(({ call }) => call === 'fchdir')
    expect(moves.map(({ task }) => task)).toEqual([2])
  })

  it('musl asks for the signals with a handler only, and blocks those of the C library too', () => {
    const asked = called('musl', '--signal', 'USR1=handle', '--signal', 'HUP=ignore').filter(({ call, task }) => call === 'rt_sigaction' && task === 2)
    expect([...new Set(asked.map(({ args }) => args[0]))]).toEqual(['SIGUSR1'])
    expect(called('musl').find(({ call }) => call === 'rt_sigprocmask')?.args).toContain('~[]')
  })

  it('ruby 2.2 turns cancellation off, which no system call shows', () => {
    const steps = (edition: string) =>
      of(runOf('ruby', ...AS_NOBODY, '--edition', edition).events, 'enter').flatMap(({ task, call }) => (task === 1 ? [call] : []))
    expect(steps('2.2')).toEqual(steps('2.6'))
  })
})

describe.skipIf(!liveRuns())('the outcome is what the last waiting call said', () => {
  const catalog = decodeCatalog(helper('describe').stdout)
  const editions = catalog.ok ? catalog.value.strategies.flatMap(({ id, editions: all }) => all.map(({ name }) => [id, name] as const)) : []
  const WAITS = new Set(['wait4', 'waitid'])
  /** What a waiting call of the parent gave; a call that is made again says nothing yet. */
  const verdictOf = (strategy: string, edition: string, ...flags: string[]) => {
    const { events } = runOf(strategy, '--edition', edition, ...flags)
    const said = of(events, 'leave').findLast(({ task, call, error }) => task === 1 && WAITS.has(call) && !error?.startsWith('ERESTART'))
    return { said: said?.error ?? null, waited: said !== undefined, end: of(events, 'end')[0] }
  }

  it('knows the editions of all thirteen', () => {
    expect(new Set(editions.map(([id]) => id)).size).toBeGreaterThanOrEqual(13)
  })

  it.each(editions)('%s %s: a child that was reaped', (strategy, edition) => {
    const { said, waited, end } = verdictOf(strategy, edition)
    expect({ said, waited, outcome: end?.outcome }).toEqual({ said: null, waited: true, outcome: 'spawned' })
  })

  it.each(editions)('%s %s: SIGCHLD is ignored, so the kernel reaped it', (strategy, edition) => {
    const { said, waited, end } = verdictOf(strategy, edition, '--signal', 'CHLD=ignore')
    expect(waited).toBe(true)
    expect(said).toBe('ECHILD')
    expect(end).toMatchObject({ outcome: 'failed', why: 'ECHILD (No child processes)' })
  })
})
