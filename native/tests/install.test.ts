/** make install: what it installs, that this works for every user without the folder it was built in, and that uninstall leaves nothing. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeCatalog, decodeCheck } from '../../protocol/decode.ts'
import { AS_ROOT } from './asNobody.ts'
import { isInstalled } from './lines.ts'
import { liveRuns } from './liveRuns.ts'
import { decodeEvents, of } from './running.ts'

const NATIVE = path.resolve(import.meta.dirname, '..')
/** A name that a shell would split. */
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope install '))
const build = mkdtempSync(path.join(tmpdir(), 'spawnscope-built-'))
const staged = path.join(scratch, 'staged')
const prefix = path.join(scratch, 'some where')
const TARGETS = ['bad-format', 'denied', 'linger', 'ok', 'show-nice', 'show-signals', 'spawn-helper', 'wait', 'write-pipe']
const FILES = [
  ['755', 'bin/spawnscope'],
  ...['prelude.cjs', 'prelude.py', 'prelude.rb'].map((name) => ['644', `libexec/spawnscope/preludes/${name}`]),
  ...TARGETS.map((name) => [name === 'denied' ? '644' : '755', `libexec/spawnscope/targets/${name}`]),
  ['644', 'share/bash-completion/completions/spawnscope'],
  ['644', 'share/fish/vendor_completions.d/spawnscope.fish'],
  ['644', 'share/man/man1/spawnscope.1'],
  ['644', 'share/zsh/site-functions/_spawnscope'],
]

/** Root may hide the sources, unless a container forbids it. */
const HIDES = AS_ROOT && spawnSync('unshare', ['-m', 'true']).status === 0

/** Under a umask that hides everything from others, as root may have it. */
function make(...words: string[]) {
  const env = { ...process.env, MAKEFLAGS: '', DESTDIR: '' }
  const argv = ['-c', 'umask 077; exec make "$@"', 'sh', '--no-print-directory', '-s', '-j2', '-C', NATIVE, `BUILD=${build}`, 'CFLAGS=-O1', ...words]
  const { status, stdout, stderr } = spawnSync('sh', argv, { env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Every file below a folder with its mode; every folder must be open to all. */
function filesIn(folder: string): string[][] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => path.join(entry.parentPath, entry.name))
  const folders = found.filter((one) => statSync(one).isDirectory())
  expect(folders.filter((one) => modeOf(one) !== '755')).toEqual([])
  return found.filter((one) => !folders.includes(one)).map((one) => [modeOf(one), path.relative(folder, one)])
}
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)
const byName = (files: string[][]): string[][] => files.toSorted(([, a = ''], [, b = '']) => (a < b ? -1 : 1))
const isOptional = ([, file = '']: string[]): boolean => file.endsWith('/spawnscope-where')

describe.skipIf(!isInstalled('make'))('make install', () => {
  const done = { status: 0, stdout: '', stderr: '' }
  beforeAll(() => {
    chmodSync(scratch, 0o755)
    expect(make('install', `DESTDIR=${staged}`, `PREFIX=${prefix}`)).toEqual(done)
    expect(make('install', `PREFIX=${prefix}`)).toEqual(done)
  }, 600_000)
  afterAll(() => {
    for (const folder of [scratch, build]) rmSync(folder, { recursive: true, force: true })
  })

  it('installs these files, whatever the umask, and below DESTDIR the same', () => {
    const files = filesIn(prefix)
    expect(byName(files.filter((file) => !isOptional(file)))).toEqual(byName(FILES))
    expect(files.filter(isOptional).every(([mode]) => mode === '755')).toBe(true)
    expect(byName(filesIn(path.join(staged, prefix)))).toEqual(byName(files))
    expect(statSync(path.join(prefix, 'libexec/spawnscope/targets/directory')).isDirectory()).toBe(true)
  })

  it('the man page and the completions are those of this helper', () => {
    const text = (file: string): string => readFileSync(path.join(prefix, file), 'utf8')
    expect(text('share/man/man1/spawnscope.1')).toBe(installed('man').stdout)
    for (const [shell, file] of [
      ['bash', 'bash-completion/completions/spawnscope'],
      ['zsh', 'zsh/site-functions/_spawnscope'],
      ['fish', 'fish/vendor_completions.d/spawnscope.fish'],
    ])
      expect(text(`share/${file}`)).toBe(readFileSync(path.join(NATIVE, `completion.${shell}`), 'utf8'))
  })

  it('the helper describes itself, and takes its targets from its own folder', () => {
    const catalog = decodeCatalog(installed('describe').stdout)
    expect(catalog.ok).toBe(true)
    expect(installed('run', 'rsut')).toMatchObject({ status: 2, stderr: expect.stringContaining('did you mean rust?') })
  })

  it.skipIf(!liveRuns())('runs, traces, checks and measures as an ordinary user', () => {
    const run = installed('run', 'rust', '--format', 'ndjson')
    expect(run).toMatchObject({ status: 0, stderr: '' })
    expect(of(decodeEvents(run.stdout), 'end')[0]?.outcome).toBe('spawned')
    const missing = installed('run', 'go', '--target', 'missing', '--format', 'ndjson')
    expect(missing.status).toBe(0)
    expect(missing.stdout).toContain('ENOENT')
    const elsewhere = installed('run', 'fork', '--cwd', '/', '--format', 'strace')
    expect(elsewhere.stdout).toContain(`execve("${prefix}/libexec/spawnscope/targets/ok"`)
    expect(installed('trace', '--format', 'strace', '--', 'true')).toMatchObject({ status: 0, stdout: expect.stringContaining('exited with 0') })
    const check = decodeCheck(installed('check').stdout)
    expect(check.ok && check.value.live).toBe(true)
    const lines = check.ok ? check.value.items.find(({ name }) => name === 'libdw')?.works : undefined
    expect(lines).toBe(filesIn(prefix).some(isOptional))
    const bench = installed('bench', 'fork', '--memory', '0', '--repeat', '5', '--format', 'ndjson')
    expect(bench).toMatchObject({ status: 0, stdout: expect.stringContaining('"kind":"cell"') })
  })

  it('over an old one, removes what that had and this has not', () => {
    const old = path.join(prefix, 'libexec/spawnscope/targets/of-an-older-release')
    writeFileSync(old, '')
    expect(make('install', `PREFIX=${prefix}`)).toEqual(done)
    expect(byName(filesIn(prefix).filter((file) => !isOptional(file)))).toEqual(byName(FILES))
  })

  it('uninstall leaves no file of ours, and what others installed', () => {
    const other = path.join(prefix, 'share/man/man1/other.1')
    writeFileSync(other, '')
    chmodSync(other, 0o644)
    expect(make('uninstall', `PREFIX=${prefix}`)).toEqual(done)
    expect(filesIn(prefix)).toEqual([['644', 'share/man/man1/other.1']])
    expect(make('uninstall', `DESTDIR=${staged}`, `PREFIX=${prefix}`)).toEqual(done)
    expect(filesIn(staged)).toEqual([])
  })

  it('without a version says what is missing', () => {
    const { status, stderr } = make('VERSION=', 'install', `PREFIX=${prefix}`)
    expect(status).toBe(2)
    expect(stderr).toContain('Cure: make VERSION=1.2.3')
  })
})

/** The installed helper from another folder: as root, as nobody, who cannot see the sources meanwhile. */
function installed(...argv: string[]) {
  const words = [path.join(prefix, 'bin/spawnscope'), ...argv]
  const hidden = ['-m', 'sh', '-c', 'mount -t tmpfs hidden "$0" && exec setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"', path.resolve(NATIVE, '..')]
  const [program = '', ...rest] = HIDES ? ['unshare', ...hidden, ...words] : words
  return spawnSync(program, rest, { cwd: '/', encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}
