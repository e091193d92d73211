/**
 * A prelude adds nothing to what its program does, but for what is said here and in native/README.md: the system calls between two
 * getppid(2) of the program, with the prelude and without.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import type { OwnLanguage } from '../../protocol/own.ts'
import { compiled, ownToolchains, spelledLines, template, traced } from './lines.ts'
import { liveRuns } from './liveRuns.ts'
import { of } from './running.ts'

/** The heap grows at another moment. */
const MEMORY = ['brk', 'mmap', 'munmap', 'mremap', 'madvise', 'mprotect']
/** Other threads, timers and the end of a child come at any moment. */
const MOMENTS = [
  ...MEMORY,
  'futex',
  'ppoll',
  'poll',
  'epoll_pwait',
  'epoll_ctl',
  'timer_settime',
  'rt_sigreturn',
  'read',
  'write',
  'getpid',
  'wait4',
  'sched_yield',
]

interface Case {
  language: OwnLanguage
  text: string
  /** Calls that are not compared. */
  but: readonly string[]
  /** What the prelude adds: calls by name. */
  adds: Readonly<Record<string, number>>
}

const CASES: readonly Case[] = [
  {
    language: 'python',
    text: `import os, subprocess
os.getppid()
subprocess.run(["true"])
os.system("true")
child = os.fork()
if child == 0:
    os.execv("/bin/true", ["true"])
os.waitpid(child, 0)
with open("/dev/null") as file:
    file.read()
print("hello", flush=True)
os.getppid()
`,
    but: MEMORY,
    adds: {},
  },
  {
    language: 'ruby',
    text: `Process.ppid
system("true")
\`true\`
Process.wait(fork { exec("true") })
File.read("/dev/null")
$stdout.puts "hello"
$stdout.flush
Process.ppid
`,
    but: MOMENTS,
    adds: {},
  },
  {
    language: 'node',
    text: `const fs = require('node:fs')
const { spawnSync, execSync } = require('node:child_process')
process.ppid
spawnSync('true')
execSync('true')
fs.readFileSync('/dev/null')
fs.writeSync(1, 'hello\\n')
process.ppid
`,
    but: MOMENTS,
    // The line, and that there is none any more, for each of two starts.
    adds: { pwrite64: 4 },
  },
]

const found = await ownToolchains()

function offered({ language }: Case): boolean {
  if (found.some((toolchain) => toolchain.language === language)) return true
  if (process.env.CI === 'true') throw new Error(`there is no ${language} here`)
  console.warn(`skipped: there is no ${language} here`)
  return false
}

describe.skipIf(!liveRuns())('the prelude of', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-preludes-'))
  afterAll(() => rmSync(scratch, { recursive: true }))

  it.each(CASES.filter(offered))('$language adds only what is said', ({ language, text, but, adds }) => {
    const toolchain = found.find((one) => one.language === language)
    if (!toolchain) throw new Error('not reached')
    const program = compiled(toolchain, [{ ...template(language), content: text }], path.join(scratch, language))
    const [interpreter = '', script = ''] = [program.argv[0], program.argv.at(-1)]
    const withPrelude = traced(program).events
    const without = traced({ argv: [interpreter, script], where: '' }).events
    expect(withPrelude.some((event) => spelledLines(event).length > 0)).toBe(true)
    expect(without.some((event) => spelledLines(event).length > 0)).toBe(false)

    const [more, fewer] = [between(withPrelude, but), between(without, but)]
    if (Object.keys(adds).length === 0 && but === MEMORY) expect(more).toEqual(fewer)
    const wanted = counted(fewer)
    for (const [call, count] of Object.entries(adds)) wanted.set(call, (wanted.get(call) ?? 0) + count)
    expect(Object.fromEntries(counted(more))).toEqual(Object.fromEntries(wanted))
    expect(of(withPrelude, 'exec').map((event) => event.path)).toEqual(of(without, 'exec').map((event) => event.path))
  })

  it.skipIf(!found.some(({ language }) => language === 'ruby'))('ruby: a child of fork has a page of its own before its first line', () => {
    const toolchain = found.find(({ language }) => language === 'ruby')
    if (!toolchain) throw new Error('not reached')
    const program = compiled(
      toolchain,
      [{ name: 'main.rb', content: 'child = fork do\n  exec("true")\nend\nProcess.wait(child)\n' }],
      path.join(scratch, 'fork'),
    )
    const { events } = traced(program)
    const [create] = of(events, 'create').filter((event) => spelledLines(event).length > 0)
    const exec = of(events, 'exec').find(({ task }) => task === create?.child)
    expect(create && spelledLines(create)).toEqual(['main.rb:1 main'])
    expect(exec && spelledLines(exec)).toEqual(['main.rb:2 main'])
    const before = of(events, 'enter').filter(({ task, args }) => task === create?.child && args.some((arg) => arg.includes('/spawnscope-line')))
    expect(before.map(({ call }) => call)).toEqual(['openat', 'unlink'])
  })
})

/** The calls of the first task between its two getppid, without those of `but`. */
function between(events: readonly TraceEvent[], but: readonly string[]): string[] {
  const calls = events.flatMap((event) => (event.kind === 'enter' && event.task === 1 ? [event.call] : []))
  const [first = 0, last = 0] = [calls.indexOf('getppid'), calls.lastIndexOf('getppid')]
  expect(last).toBeGreaterThan(first)
  return calls.slice(first, last).filter((call) => !but.includes(call))
}

function counted(calls: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const call of calls) counts.set(call, (counts.get(call) ?? 0) + 1)
  return counts
}
