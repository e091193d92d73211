/** Threads, calls that never return, and clocks that do not move: each in its own lane, and none over another. */
import { expect, it } from 'vitest'
import { evidence as words } from '../../../content/languages/en/page/evidence.ts'
import { lines } from '../../../content/languages/en/page/terminalLines.ts'
import { OpenedLog } from '../import/openedLog.ts'
import { importStrace } from '../import/straceLog.ts'
import { castFaults, chromeFaults } from '../testing/exportRules.ts'
import { asciicast } from './asciicast.ts'
import { evidence } from './evidence.ts'
import { ndjson } from './ndjson.ts'
import { straceText } from './straceText.ts'
import { chromeTrace } from './traceEvents.ts'

const log = (...lines: string[]): string => `${lines.join('\n')}\n`
const at = (pid: number, seconds: number, text: string): string => `${pid}    ${(1.8e9 + seconds).toFixed(6)} ${text}`
const THREADS = log(
  at(40, 0, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0'),
  at(40, 1, 'clone3({flags=CLONE_VM|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0, stack=0x7f10, stack_size=0x9000}, 88) = 41'),
  at(40, 2, 'futex(0x7f10, FUTEX_WAIT, 41, NULL <unfinished ...>'),
  at(41, 3, 'pause( <unfinished ...>'),
  at(40, 4, '<... futex resumed>) = ?'),
  at(40, 5, '+++ killed by SIGSEGV (core dumped) +++'),
  at(41, 6, '+++ killed by SIGSEGV (core dumped) +++'),
)
const { events } = importStrace(THREADS)

it('a thread is a thread: the pid of its process, a number and a name of its own', () => {
  const { traceEvents } = chromeTrace(events)
  expect(chromeFaults(chromeTrace(events))).toEqual([])
  expect(traceEvents.filter(({ name }) => name === 'process_name').map(({ pid }) => pid)).toEqual([0, 40])
  expect(traceEvents.filter(({ name }) => name === 'thread_name').map(({ pid, tid, args }) => [pid, tid, args?.name])).toEqual([
    [40, 40, 'parent'],
    [40, 41, 'thread 2'],
  ])
})

it('a call that never returns lasts until its task ends', () => {
  const calls = chromeTrace(events).traceEvents.filter(({ cat }) => cat === 'syscall')
  expect(calls.filter(({ name }) => name === 'pause').map(({ tid, ts, dur }) => [tid, ts, dur])).toEqual([[41, 3e6, 3e6]])
})

it('the core dump is in every text', () => {
  for (const text of [straceText(events), asciicast(events, 'a', lines)]) expect(text.match(/\+\+\+ killed by SIGSEGV \(core dumped\) \+\+\+/g)).toHaveLength(2)
})

it('a log without times has no overlap either', () => {
  const { events: still } = importStrace(THREADS.replace(/\d+\.\d{6} /g, ''))
  expect(chromeFaults(chromeTrace(still))).toEqual([])
})

it('10,000 starts in 100,000 events: every export is made in one pass, every start is listed and shown', () => {
  const many = [at(40, 0, 'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0')]
  for (let n = 0; n < 10_000; n += 1)
    many.push(
      at(40, n, `vfork() = ${1000 + n}`),
      at(1000 + n, n, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0'),
      at(1000 + n, n, 'exit_group(0) = ?'),
      at(1000 + n, n, '+++ exited with 0 +++'),
      at(40, n, `wait4(-1, NULL, 0, NULL) = ${1000 + n}`),
    )
  const opened = new OpenedLog(importStrace(`${many.join('\n')}\n`).events)
  expect(opened.starts).toHaveLength(10_000)
  expect(opened.found('a 5000').map(({ pid, parentPid, program, parent, call, memory }) => [pid, parentPid, program, parent, call, memory])).toEqual([
    [5000, 40, '/bin/a', '/bin/sh', 'vfork', true],
  ])
  const figure = opened.figure(opened.starts.at(-1))
  expect(figure.events.filter(({ kind }) => kind === 'create')).toHaveLength(1)
  expect(figure.all).toBe(figure.events.length)
  expect(chromeTrace(opened.events).traceEvents.filter(({ ph }) => ph === 's')).toHaveLength(10_000)
  expect(castFaults(asciicast(opened.events, 'many', lines))).toEqual([])
  expect(straceText(opened.events).split('\n')).toHaveLength(many.length + 1)
  expect(ndjson(opened.events).split('\n')).toHaveLength(opened.events.length + 1)
  expect(evidence(opened.events, words)).toContain('/bin/a')
})

it('200,000 calls of one child: the figure has the first of them, and says how many there are', () => {
  const many = [at(40, 0, 'fork() = 41')]
  for (let n = 0; n < 200_000; n += 1) many.push(at(41, n / 1e5, 'read(3, "x", 1) = 1'))
  const opened = new OpenedLog(importStrace(`${many.join('\n')}\n${at(41, 3, '+++ exited with 0 +++')}\n`).events)
  const figure = opened.figure(opened.first)
  expect(figure.events.length).toBeLessThan(10_000)
  expect(figure.all).toBeGreaterThan(400_000)
})
