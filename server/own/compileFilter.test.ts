/**
 * The filter of compilers is as narrow as the compilers allow: each one here compiles its template inside it, and what it allows beyond
 * the filter of runs is what recording these compilers outside of it shows, no call more (native/sandbox/generate_filters.c).
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { OWN_LANGUAGES, type OwnFile } from '../../protocol/own.ts'
import { BUILD, sandboxWorks } from '../testing/containedRun.ts'
import { findToolchains, MADE, mainOf, type OwnToolchain, placedFiles, SOURCE_FOLDER } from './toolchains.ts'

const ROOT = path.join(BUILD, '../..')
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-filter-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const toolchains = await findToolchains(homedir(), path.join(ROOT, 'node_modules/.cache/spawnscope-own/go'))

/** Go finds out whether it could follow its compilers by descriptors. The sandbox refuses it, and it compiles without (compile.test.ts). */
const DONE_WITHOUT = new Set(['pidfd_open', 'pidfd_send_signal'])
/** The same right under several names. Which one a compiler uses depends on its libc and its processor. */
const SAME_RIGHT: Readonly<Record<string, string>> = { mkdir: 'mkdirat', rename: 'renameat', renameat2: 'renameat' }
const rightsOf = (calls: Iterable<string>): string[] => [...new Set([...calls].map((call) => SAME_RIGHT[call] ?? call))].toSorted()
/** Those of ioctl: what fcntl does too. */
const IOCTLS = ['FIONBIO', 'FIOCLEX', 'FIONCLEX']

/** The names in one list of the generator. */
function list(name: string): string[] {
  const source = readFileSync(path.join(ROOT, 'native/sandbox/generate_filters.c'), 'utf8')
  const body = new RegExp(`\\*const ${name}\\[\\] = \\{([^}]*)NULL`).exec(source)?.[1]
  if (body === undefined) throw new Error(`generate_filters.c has no list ${name}`)
  return [...body.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/"(\w+)"/g)].map(([, call = '']) => call)
}

/** Why recording is impossible; null if it is not. With CI=true that is a failure. */
function whyNot(): string | null {
  const missing = OWN_LANGUAGES.filter((language) => !toolchains.some((one) => one.language === language))
  const strace = spawnSync('strace', ['-qq', '-o', '/dev/null', '/bin/true'])
  const why = strace.status !== 0 ? 'strace does not work here' : missing.length > 0 ? `no ${missing.join(', no ')} here` : null
  if (why !== null && process.env.CI === 'true') throw new Error(`the compile filter must be tested where CI=true: ${why}`)
  if (why !== null) console.warn(`skipped, the compile filter is not compared: ${why}`)
  return why
}

/** The calls that a compiler makes with success while it compiles its template, without any wall. */
function recorded(toolchain: OwnToolchain): Set<string> {
  const { language, binds, env } = toolchain
  const folder = path.join(scratch, language)
  mkdirSync(folder)
  const name = mainOf(language)
  const files: OwnFile[] = [{ name, content: readFileSync(path.join(ROOT, 'content/own/start', name), 'utf8') }]
  for (const file of placedFiles(language, files)) writeFileSync(path.join(folder, file.name), file.content)
  // Where inside the sandbox, and where here. The longest names come first.
  const places = Object.entries({ ...binds, [MADE]: path.join(folder, 'program'), [SOURCE_FOLDER]: folder, '/tmp': folder })
  const here = (word: string): string => {
    const found = places.find(([inside]) => word === inside || word.startsWith(`${inside}/`) || word.endsWith(`:${inside}`) || word.includes(`:${inside}/`))
    return found ? word.replace(...found) : word
  }
  const log = path.join(scratch, `${language}.strace`)
  const argv = toolchain.compile(files).map(here)
  const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, here(value)])) }
  const traced = spawnSync('strace', ['-f', '-qq', '-s', '0', '-o', log, '--', ...argv], { cwd: folder, env: environment, stdio: 'ignore' })
  if (traced.status !== 0) throw new Error(`it does not compile without walls: ${argv.join(' ')}`)
  const calls = new Set<string>()
  /** By task: the call that another task's line interrupted. */
  const begun = new Map<string, string>()
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, task = '', name, request] = /^(\d+) +(\w+)\((?:\d+, (\w+))?/.exec(line) ?? []
    if (name !== undefined) begun.set(task, name === 'ioctl' ? `${name} ${request}` : name)
    const [, of = task, result] = /^(\d+) .*\)\s+= (-?\w+)/.exec(line) ?? []
    const call = begun.get(of)
    if (call !== undefined && result !== undefined && result !== '-1' && result !== '?') calls.add(call)
  }
  return calls
}

describe.skipIf(!sandboxWorks() || whyNot() !== null)('what compilers may do beyond what runs may', () => {
  const forRuns = new Set([...list('allowed'), 'clone', 'clone3', 'socketpair', ...IOCTLS.map((request) => `ioctl ${request}`)])
  const refused = new Set(list('not_for_compilers'))
  const seen = new Map(toolchains.map((toolchain) => [toolchain.language, recorded(toolchain)]))
  const beyond = (calls: Set<string>): string[] => [...calls].filter((call) => (!forRuns.has(call) || refused.has(call)) && !DONE_WITHOUT.has(call)).toSorted()

  it('is exactly what some compiler here needs', () => {
    console.log([...seen].map(([language, calls]) => `${language}: ${beyond(calls).join(' ') || 'nothing'}`).join('\n'))
    expect(rightsOf([...seen.values()].flatMap(beyond))).toEqual(rightsOf(list('for_compilers')))
  })

  it('takes from runs what no compiler needs', () => {
    const used = new Set([...seen.values()].flatMap((calls) => [...calls]))
    expect([...refused].filter((call) => used.has(call) && !DONE_WITHOUT.has(call))).toEqual([])
    expect([...refused]).toEqual(expect.arrayContaining(['ptrace', 'process_vm_readv', 'kcmp']))
  })
})
