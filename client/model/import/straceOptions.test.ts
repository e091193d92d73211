/** Each option of the installed strace, and each pair of options: the log tells what the log of `strace -f -ttt` tells. */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveRuns } from '../../../native/tests/liveRuns.ts'
import { type ToldTask, toldBy } from '../testing/toldBy.ts'
import { type Imported, importStrace } from './straceLog.ts'

const SOURCE = path.resolve(import.meta.dirname, '../../../native/tests/programs/starts.c')
const CC = process.env.CC ?? 'cc'
const run = promisify(execFile)

type Told = readonly ToldTask[]
interface Option {
  words: string[]
  /** What the option hides. Both logs are compared without it. */
  hides?: (told: Told) => Told
  /** Where the option says less than the plain log, it is one of a kind and stands in no pair. */
  alone?: true
}
const calls = (keep: (call: ToldTask['calls'][number]) => boolean) => (told: Told) => told.map((task) => ({ ...task, calls: task.calls.filter(keep) }))
const withoutEnds = (hidden: RegExp) => (told: Told) => told.map((task) => ({ ...task, end: hidden.test(task.end) ? '' : task.end }))
/** clone3 gets its flags in memory. */
const hidesMemory = (told: Told) => told.map((task) => ({ ...task, memory: task.by === 'clone3' ? ('unknown' as const) : task.memory }))
/** All failed calls, whoever made them. */
const onlyFailed = (told: Told): Told => {
  const failed = told.flatMap((task) => task.calls.filter(({ result }) => result.startsWith('E')))
  return [
    { name: '', by: '', memory: 'own', execs: [], end: '', signals: [], calls: failed.toSorted((a, b) => (a.call + a.result < b.call + b.result ? -1 : 1)) },
  ]
}
const PROCESS = /^(exit|exit_group|clone3?|vfork|fork|execve|execveat|wait4|waitid|kill|tgkill)$/

/** Options that change what is written. */
const WRITTEN: readonly Option[] = [
  ...['-t', '-tt', '-ttt', '-r', '-T', '-i', '-n', '-v', '-x', '-xx', '-y', '-yy', '-Y', '-C', '-q', '-k'].map((word) => ({ words: [word] })),
  ...['raw', 'verbose', 'abbrev'].map((style) => ({ words: ['-X', style] })),
  ...['s', 'ms', 'ns'].flatMap((precision) => [
    { words: [`--relative-timestamps=${precision}`] },
    { words: [`--syscall-times=${precision}`] },
    { words: [`--absolute-timestamps=format:unix,precision:${precision}`] },
    { words: [`--absolute-timestamps=format:time,precision:${precision}`] },
  ]),
  ...[
    ['-a', '4'],
    ['-s', '3'],
    ['-e', 'abbrev=none'],
    ['-e', 'read=all'],
    ['-e', 'write=all'],
  ].map((words) => ({ words })),
  ...['--decode-pids=pidns', '--decode-pids=pidns,comm', '--strings-in-hex=non-ascii-chars'].map((word) => ({ words: [word] })),
  // strace 6.1 loses the result of a thread's execve between its filter and -e trace=.
  {
    words: ['--seccomp-bpf'],
    hides: (told) =>
      told.map((task) => ({ ...task, calls: task.calls.map((one) => (one.call === 'execve' && one.result === '-1' ? { ...one, result: '0' } : one)) })),
  },
  ...[
    ['-e', 'raw=all'],
    ['-e', 'verbose=none'],
  ].map((words) => ({ words, hides: hidesMemory })),
]
/** Options that leave lines out. */
const HIDING: readonly Option[] = [
  { words: ['-e', 'trace=%process'], hides: calls(({ call }) => PROCESS.test(call)) },
  { words: ['-e', 'trace=/^(clone|vfork|fork|exec)'], hides: calls(({ call }) => /^(clone|vfork|fork|exec)/.test(call)) },
  { words: ['-z'], hides: calls(({ result }) => !/^(E|\?)/.test(result)) },
  { words: ['-Z'], hides: onlyFailed, alone: true },
  { words: ['-e', 'signal=none'], hides: (told) => withoutEnds(/^SIG/)(told).map((task) => ({ ...task, signals: [] })) },
  { words: ['-e', 'quiet=attach,personality,exit,path-resolution'], hides: withoutEnds(/^\d/) },
  { words: ['-qqq'], hides: withoutEnds(/^\d/) },
]
/** Options that change nothing in the log, or write another one: named here so that a new one is noticed. */
const OTHER: Record<string, string> = {
  ...{
    '-A': 'appends',
    '-a': 'tested',
    '-b': 'its own test',
    '-c': 'its own test',
    '-C': 'tested',
    '-d': 'to stderr',
    '-D': 'who traces',
    '-DD': 'who traces',
    '-DDD': 'who traces',
  },
  ...{
    '-E': 'the environment',
    '-e': 'tested by qualifier',
    '-f': 'tested',
    '-ff': 'its own test',
    '-h': 'help',
    '-I': 'signals to strace',
    '-o': 'tested',
    '-O': 'numbers of -c',
  },
  ...{
    '-P': 'fewer calls',
    '-p': 'attaches',
    '-S': 'order of -c',
    '-U': 'columns of -c',
    '-u': 'a user',
    '-V': 'version',
    '-w': 'numbers of -c',
    '-z': 'tested',
    '-Z': 'tested',
  },
  ...{
    '--kvm': 'needs kvm',
    '--fault': 'inject',
    '--inject': 'its own test',
    '--tips': 'to stderr',
    '--debug': 'to stderr',
    '--output-append-mode': 'appends',
  },
  ...{ '--output-separately': '-ff', '-qq': 'tested by its long name' },
}

let scratch = ''
let program = ''
let plain: Told = []
/** Without an execve of a thread, at which -k of strace 6.1 gives up. */
let simple: Told = []

/** strace 6.1 itself never ends with the first two, and loses the last calls of a child with the others. */
const STUCK = /-k .*-z|-z .*-k|--seccomp-bpf .*trace=/
/** strace refuses two ways to ask for one thing. */
const REFUSED = /cannot be provided simultaneously/

async function logOf(
  words: readonly string[],
  where: 'file' | 'terminal' = 'file',
  more = words.includes('-k') ? ['simple'] : [],
): Promise<Imported & { log: string }> {
  const folder = mkdtempSync(path.join(scratch, 'run-'))
  const odd = [path.join(folder, 'odd, (x) = 1>'), ...more]
  const to = path.join(folder, 'log')
  // The program ends with 7, and so does strace.
  const ended = (error: { code?: number; stderr?: string }): void => {
    if (error.code === 1) throw new Error(error.stderr)
  }
  if (where === 'file') await run('strace', ['-f', ...words, '-o', to, program, ...odd]).catch(ended)
  else await run('sh', ['-c', 'exec "$@" > "$0" 2>&1', to, 'strace', '-f', ...words, program, ...odd]).catch(ended)
  const log = readFileSync(to)
  rmSync(folder, { recursive: true })
  return { ...importStrace(log), log: log.toString('latin1') }
}

const same = (told: Told, options: readonly Option[]): Told => options.reduce((rest, { hides }) => hides?.(rest) ?? rest, told)

/** On a terminal, what the program wrote may stand in a line of its own, or in a call whose arguments are numbers. */
function agrees({ events, errors, log }: Imported & { log: string }, options: readonly Option[]): void {
  const torn = errors.some(({ why, text }) => why === 'torn' && text.includes('said'))
  const wanted = options.some(({ words }) => words.includes('-k')) ? simple : plain
  if (process.env.FAILS) writeFileSync(process.env.FAILS, log)
  expect(errors.filter(({ text }) => !text.includes('said'))).toEqual([])
  const without = calls(({ call, result }) => !(call === 'write' && result === '5'))
  expect(same(torn ? without(toldBy(events)) : toldBy(events), options)).toEqual(same(torn ? without(wanted) : wanted, options))
  const times = events.map(({ ns }) => ns)
  expect(times.every((ns, at) => ns >= (times[at - 1] ?? 0))).toBe(true)
}

/** More runs if a log tells another story: a race between strace and the exec of a thread does not repeat, a mistake of ours does. */
const AGAIN_TIMES = 3
/** How many logs may differ once. An occasional mistake of ours would exceed it. */
let again = 8

async function agreesAtLast(words: readonly string[], where: 'file' | 'terminal', options: readonly Option[]): Promise<void> {
  for (let time = 0; ; time += 1) {
    const read = await logOf(words, where)
    try {
      agrees(read, options)
      return
    } catch (error) {
      if (time === 0) again -= 1
      if (time === AGAIN_TIMES || again < 0) throw new Error(`strace -f ${words.join(' ')}`, { cause: error })
      console.warn(`strace -f ${words.join(' ')}: differed, so it is run again: ${error instanceof Error ? error.message.slice(0, 400) : error}`)
    }
  }
}

function live(): boolean {
  if (!liveRuns()) return false
  const missing = ['strace', CC].filter((word) => spawnSync(word, ['--version'], { stdio: 'ignore' }).status !== 0)
  if (missing.length > 0 && process.env.CI === 'true') throw new Error(`no ${missing}. Cure: apt-get install strace gcc`)
  if (missing.length > 0) console.warn(`skipped: no ${missing}. Cure: apt-get install strace gcc`)
  return missing.length === 0
}

describe.runIf(live())('strace as it is installed', () => {
  beforeAll(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-options-'))
    program = path.join(scratch, 'starts')
    mkdirSync(scratch, { recursive: true })
    execFileSync(CC, ['-O1', '-o', program, SOURCE, '-pthread'])
    plain = toldBy((await logOf(['-ttt'])).events)
    simple = toldBy((await logOf(['-ttt'], 'file', ['simple'])).events)
  })
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it('has no option that stands in no table', () => {
    const help = execFileSync('strace', ['-h'], { encoding: 'utf8' })
    const named = [...WRITTEN, ...HIDING].flatMap(({ words }) => words)
    const heads = help.split('\n').filter((line) => /^ {2}-/.test(line) && !/^ {2}-e \w+=/.test(line))
    const unknown = heads.filter((line) => {
      const spelled = [...line.slice(0, 60).matchAll(/(?<=^|[\s,])--?[A-Za-z][\w-]*/g)].map(([word]) => word)
      return !spelled.some((word) => word in OTHER || named.some((one) => one === word || one.startsWith(`${word}=`)))
    })
    expect(unknown).toEqual([])
  })

  it('tells of starts.c what it does', () => {
    expect(plain.map(({ name, by, memory, execs, end }) => [name, by, memory, execs, end])).toEqual([
      ['1', '', 'own', ['self'], '7'],
      ['1.1', 'clone', 'own', [], '3'],
      ['1.2', 'vfork', 'shared', ['self'], '4'],
      ['1.3', 'clone', 'own', ['self'], '6'],
      ['1.4', 'clone3', 'shared', [], '0'],
      ['1.5', 'clone', 'own', ['a thread'], '5'],
      ['1.5.1', 'clone3', 'shared', [], ''],
      ['1.6', 'clone', 'own', [], 'SIGKILL'],
    ])
  })

  it.each([...WRITTEN, ...HIDING].map((option) => [option.words.join(' '), option] as const))('-f -o FILE %s', async (_, option) => {
    await agreesAtLast(option.words, 'file', [option])
  })

  it.each([...WRITTEN, ...HIDING].filter(({ alone }) => !alone).map((option) => [option.words.join(' '), option] as const))(
    '-f %s to the terminal of the program',
    async (_, option) => agreesAtLast(option.words, 'terminal', [option]),
  )

  it.each(WRITTEN.map((option, at) => [option.words.join(' '), option, [...WRITTEN, ...HIDING].slice(at + 1)] as const))(
    '%s with each other option',
    async (_, one, others) => {
      for (const other of others.filter((other) => !other.alone && !STUCK.test([...one.words, ...other.words].join(' ')))) {
        const words = [...one.words, ...other.words]
        try {
          await agreesAtLast(words, 'file', [one, other])
        } catch (error) {
          if (error instanceof Error && REFUSED.test(error.message)) continue
          throw error
        }
      }
    },
  )

  it('-ff writes a file for each task, and each reads as that task alone', () => {
    const folder = mkdtempSync(path.join(scratch, 'run-'))
    spawnSync('strace', ['-ff', '-o', path.join(folder, 'log'), program, path.join(folder, 'odd')])
    const files = readdirSync(folder).filter((name) => name.startsWith('log.'))
    expect(files).toHaveLength(plain.length)
    for (const file of files) expect(importStrace(readFileSync(path.join(folder, file))).errors).toEqual([])
  })

  it('-b execve: what happens after strace has let a task go is not claimed', async () => {
    const { events, errors, notes } = await logOf(['-b', 'execve'])
    expect(errors).toEqual([])
    expect(notes.map(({ code }) => code)).toContain('detached')
    expect(events.filter(({ kind }) => kind === 'create')).toHaveLength(7)
  })

  it('-c: a summary has no call, and that is said', async () => {
    const { events, errors, notes } = await logOf(['-c'])
    expect([events, errors, notes.map(({ code }) => code)]).toEqual([[], [], ['summary']])
  })

  it('inject: a start that strace made up is none', async () => {
    const { events, notes } = await logOf(['-e', 'inject=vfork:retval=77'])
    expect(events.some((event) => event.kind === 'create' && event.call === 'vfork')).toBe(false)
    expect(notes.map(({ code }) => code)).toContain('injected')
  })
})
