/** Hostile settings at both checks: the server's schema and catalog, and the helper's own command line. No process is started. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeRunSettings } from '../../protocol/runSettings.ts'
import { type Capabilities, openCapabilities } from '../capabilities/capabilities.ts'
import { readEnvironment } from '../environment.ts'
import { BUILD, hostileParts, sandboxWorks } from '../testing/containedRun.ts'
import { descendants } from '../testing/processes.ts'
import { compilerCommand, containedCommand } from './containedCommand.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
let capabilities: Capabilities
beforeAll(async () => {
  capabilities = await openCapabilities(readEnvironment({ SPAWNSCOPE_ROOT: ROOT }), pino({ level: 'silent' }))
})
afterAll(() => capabilities.close())

/** The code of the refusal, whichever check refused; 'started' if none did. */
function refusedAs(body: string): string {
  const decoded = decodeRunSettings(body)
  if (!decoded.ok) return decoded.code
  const started = capabilities.start(decoded.value, 'ndjson')
  if (!started.ok) return started.refusal.code
  started.helper.stop()
  return 'started'
}

const settings = (more: object): string => JSON.stringify({ strategy: 'vfork', ...more })

describe('the server', () => {
  it.each([
    ['a strategy with a shell in it', settings({ strategy: 'fork;id' }), 'unknown_strategy'],
    ['a strategy that is an option', settings({ strategy: '--bind' }), 'unknown_strategy'],
    ['a strategy of the prototype', settings({ strategy: 'constructor' }), 'unknown_strategy'],
    ['a target by number', settings({ target: 0 }), 'bad_shape'],
    ['a target by path', settings({ target: '../../bin/sh' }), 'unknown_target'],
    ['a target by absolute path', settings({ target: '/bin/sh' }), 'unknown_target'],
    ['threads below 0', settings({ threads: -1 }), 'bad_value'],
    ['65537 threads', settings({ threads: 65_537 }), 'bad_value'],
    ['2^31 threads', settings({ threads: 2 ** 31 }), 'bad_value'],
    ['2^53 + 1 threads', '{"strategy":"vfork","threads":9007199254740993}', 'bad_shape'],
    ['one and a half threads', settings({ threads: 1.5 }), 'bad_shape'],
    ['1e309 threads', '{"strategy":"vfork","threads":1e309}', 'bad_shape'],
    ['NaN threads', '{"strategy":"vfork","threads":NaN}', 'not_json'],
    ['threads as text', settings({ threads: '4' }), 'bad_shape'],
    ['memory of 2^63', '{"strategy":"vfork","memory":9223372036854775808}', 'bad_shape'],
    ['memory below 0', settings({ memory: -1 }), 'bad_value'],
    ['4 TiB of memory', settings({ memory: 4 * 1024 * 1024 }), 'bad_value'],
    ['signal 0', settings({ signal: { 0: 'ignore' } }), 'unknown_signal'],
    ['signal 65', settings({ signal: { 65: 'ignore' } }), 'unknown_signal'],
    ['a disposition of SIGKILL', settings({ signal: { KILL: 'ignore' } }), 'bad_value'],
    ['a disposition of SIGSTOP', settings({ signal: { SIGSTOP: 'handle' } }), 'bad_value'],
    ['a disposition that is none', settings({ signal: { PIPE: 'SIG_DFL' } }), 'bad_shape'],
    ['a directory with NUL', settings({ cwd: '/tmp\0/x' }), 'bad_value'],
    ['a directory of 5000 bytes', settings({ cwd: `/${'x'.repeat(5000)}` }), 'bad_shape'],
    ['another process’s root', settings({ cwd: '/proc/1/root' }), 'bad_value'],
    ['a PATH of ours', settings({ path: '/root/bin' }), 'bad_value'],
    ['descriptors, of which there is no setting', settings({ fds: Array.from({ length: 10_000 }, (_, fd) => fd) }), 'bad_shape'],
    ['an output of its own', settings({ output: '/etc/passwd' }), 'bad_shape'],
    ['no settings at all', '', 'not_json'],
    ['an array', '[]', 'bad_shape'],
    ['null', 'null', 'bad_shape'],
    ['a prototype with a uid', '{"strategy":"vfork","__proto__":{"uid":0}}', 'bad_shape'],
    ['a constructor', '{"strategy":"vfork","constructor":{"prototype":{"uid":0}}}', 'bad_shape'],
    ['options for bwrap as a value', settings({ edition: '--bind / /' }), 'unknown_edition'],
    ['options for bwrap as a setting', settings({ '--bind': '/ /' }), 'bad_shape'],
    ['a uid below 0', settings({ uid: -1 }), 'bad_value'],
    ['a uid beyond all', settings({ uid: 4_294_967_295 }), 'bad_value'],
    ['a setting of another strategy', settings({ set: { uid: '0' } }), 'unknown_setting'],
  ])('refuses %s', (_, body, code) => {
    const before = descendants().length
    expect(refusedAs(body)).toBe(code)
    expect(descendants().length).toBe(before)
    expect(({} as { uid?: number }).uid).toBeUndefined()
  })

  it('leaves out a prototype among signals: it is no name, and reaches nothing', () => {
    const decoded = decodeRunSettings('{"strategy":"vfork","signal":{"__proto__":"ignore","PIPE":"ignore"}}')
    expect(decoded.ok && Object.entries(decoded.value.signal ?? {})).toEqual([['PIPE', 'ignore']])
    expect(Object.getPrototypeOf(decoded.ok ? (decoded.value.signal ?? {}) : null)).toBe(Object.prototype)
  })

  it('takes the last of two equal keys, as JSON does, and checks it', () => {
    expect(refusedAs('{"strategy":"vfork","target":"ok","target":"/bin/sh"}')).toBe('unknown_target')
  })
})

describe.runIf(sandboxWorks())('the command', () => {
  it('puts no setting before the helper’s own arguments', () => {
    const hostile = hostileParts()
    const wanted = { level: 3, view: 'strategies', uid: 1000, deadlineMs: 1, cgroup: null, mark: { name: 'M', value: '1' } } as const
    const plain = containedCommand(hostile.parts, wanted, [])
    const bad = containedCommand(hostile.parts, wanted, ['--bind', '/', '/', '--', '/bin/sh', '-c', 'id'])
    hostile.remove()
    expect(bad.argv.slice(0, plain.argv.length)).toEqual(plain.argv)
    expect(plain.argv.slice(-2)).toEqual(['--', '/app/spawnscope'])
  })
})

describe('the helper', () => {
  it.each([
    [['run', 'fork;id'], 'unknown_strategy'],
    [['run', 'vfork', '--target', '../../bin/sh'], 'unknown_target'],
    [['run', 'vfork', '--target', '-1'], 'unknown_target'],
    [['run', 'vfork', '--threads', '65537'], 'bad_value'],
    [['run', 'vfork', '--threads', '9007199254740993'], 'bad_value'],
    [['run', 'vfork', '--threads', '0x10'], 'bad_value'],
    [['run', 'vfork', '--memory', '9223372036854775808'], 'bad_value'],
    [['run', 'vfork', '--memory', '-1'], 'bad_value'],
    [['run', 'vfork', '--signal', 'KILL=ignore'], 'bad_value'],
    [['run', 'vfork', '--signal', '65=ignore'], 'unknown_signal'],
    [['run', 'vfork', '--uid', '-1'], 'bad_value'],
    [['run', 'vfork', '--cwd', 'x'.repeat(5000)], 'bad_value'],
    [['run', 'vfork', '--output', 'fd:99999'], 'bad_value'],
    [['run', 'vfork', '--bind', '/'], 'unknown_setting'],
    [['run', 'vfork', '--', '/bin/sh'], 'unknown_setting'],
    [['--bind', '/', '/'], 'unknown_setting'],
  ])('refuses %j with status 2, a code and a cure', (argv, code) => {
    const { status, stderr, stdout } = spawnSync(path.join(BUILD, 'spawnscope'), argv, { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(`${code}: `)
    expect(stderr).toContain('Cure: ')
  })

  it('does not believe in a sandbox that does not exist', () => {
    for (const word of ['sandbox', 'full', 'limits', 'nonsense']) {
      const { status, stderr, stdout } = spawnSync(path.join(BUILD, 'spawnscope'), ['run', 'vfork'], { encoding: 'utf8', env: { SPAWNSCOPE_SANDBOX: word } })
      expect({ status, stdout }).toEqual({ status: 70, stdout: '' })
      expect(stderr).toMatch(/incomplete|SPAWNSCOPE_SANDBOX/)
    }
  })
})

describe('the supervisor', () => {
  const ask = (...argv: string[]) => spawnSync(path.join(BUILD, 'spawnscope-supervisor'), argv, { encoding: 'utf8', input: '' })

  it.each([
    [[]],
    [['--deadline']],
    [['--deadline', '0', '--', '/bin/true']],
    [['--deadline', '1e9', '--', '/bin/true']],
    [['--deadline', '1000']],
    [['--deadline', '1000', '--', 'true']],
    [['--deadline', '1000', '--user', '0', '--', '/bin/true']],
    [['--deadline', '1000', '--keep', '2', '--', '/bin/true']],
    [['--deadline', '1000', '--surprise', '1', '--', '/bin/true']],
  ])('refuses %j with status 125 and the cure', (argv) => {
    const { status, stderr } = ask(...argv)
    expect(status).toBe(125)
    expect(stderr).toContain('Cure: ')
  })

  it.runIf(process.geteuid?.() === 0)('starts nothing as root', () => {
    expect(ask('--deadline', '1000', '--', '/bin/true')).toMatchObject({ status: 125, stderr: expect.stringContaining('must not run as root') })
  })
})

it('a compiler gets limits of its own, and its own filter', () => {
  const parts = { supervisor: '/s', app: '/a', staticHelper: true, dynamicHelper: true, bwrap: '/b', dropTo: 65_529, specimens: {}, rootLinks: {} }
  const wanted = {
    level: 4,
    deadlineMs: 15_000,
    cgroup: '/leaf',
    mark: { name: 'M', value: '1' },
    binds: { '/src': '/from' },
    env: { HOME: '/tmp' },
    cwd: '/src',
  } as const
  const { argv, deadlineMs } = compilerCommand(parts, wanted, ['--said', '1', '--', '/usr/bin/cc'])
  const limits = argv.flatMap((word, at) => (word === '--limit' ? [argv[at + 1]] : []))
  expect(limits).toEqual(expect.arrayContaining(['fsize=67108864', 'cpu=20', 'nproc=64', 'core=0']))
  const inside = argv.slice(argv.indexOf('/app/spawnscope-supervisor'))
  expect(inside.slice(0, 4)).toEqual(['/app/spawnscope-supervisor', '--inside', '--load-filter', '--compiles'])
  expect([argv.slice(0, argv.indexOf('--')).includes('--compiles'), argv.includes('/leaf'), deadlineMs]).toEqual([true, true, 15_000])
  expect(argv.slice(-5)).toEqual(['/app/spawnscope-compile', '--said', '1', '--', '/usr/bin/cc'])
})
