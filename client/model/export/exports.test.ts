/** Reads every export of every shipped recording, with a third-party reader where one exists. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { marked } from 'marked'
import { afterAll, describe, expect, it } from 'vitest'
import { evidence as evidenceEn } from '../../../content/languages/en/page/evidence.ts'
import { lines as linesEn } from '../../../content/languages/en/page/terminalLines.ts'
import { evidence as evidenceJa } from '../../../content/languages/ja/page/evidence.ts'
import { HELPER, liveRuns } from '../../../native/tests/liveRuns.ts'
import { patient } from '../../../native/tests/patience.ts'
import { decodeEvent } from '../../../protocol/decode.ts'
import type { TraceEvent } from '../../../protocol/events.ts'
import { importStrace } from '../import/straceLog.ts'
import { castFaults, chromeFaults, perfettoFaults } from '../testing/exportRules.ts'
import { asciicast } from './asciicast.ts'
import { evidence } from './evidence.ts'
import { ndjson } from './ndjson.ts'
import { perfettoText, straceLines, straceText } from './straceText.ts'
import { chromeTrace } from './traceEvents.ts'

const STRATEGIES = path.resolve(import.meta.dirname, '../../../content/strategies')
const recordings = readdirSync(STRATEGIES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ndjson'))
  .map((name) => ({ name, events: decoded(readFileSync(path.join(STRATEGIES, name), 'utf8')) }))
const CC = process.env.CC ?? 'cc'
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-exports-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function decoded(text: string): TraceEvent[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const verdict = decodeEvent(line)
      if (!verdict.ok) throw new Error(`${verdict.field} ${line.slice(0, 100)}`)
      return verdict.value
    })
}

/** Skips with the reason. With CI=true the program must be installed. */
function has(program: string, cure: string): boolean {
  if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return true
  if (process.env.CI === 'true') throw new Error(`no ${program}. Cure: ${cure}`)
  console.warn(`skipped: no ${program}. Cure: ${cure}`)
  return false
}

const told = (events: readonly TraceEvent[]) =>
  events.flatMap((event) => {
    switch (event.kind) {
      case 'enter':
        return [['enter', event.pid, event.call]]
      case 'leave':
        // strace writes a return that never comes, which the helper's events leave out.
        return event.result === '?' ? [] : [['leave', event.pid, event.call, event.args, event.result, event.error]]
      case 'exit':
        return [['exit', event.pid, event.status, event.signal]]
      case 'signal':
        return event.how === 'delivered' || event.how === 'ignored' ? [['signal', event.pid, event.signal, event.info]] : []
      default:
        return []
    }
  })

describe.each(recordings)('$name', ({ name, events }) => {
  it('strace text reads back as the same calls, results, signals and ends', () => {
    const { events: back, errors } = importStrace(straceText(events))
    expect(errors).toEqual([])
    expect(told(back)).toEqual(told(events))
    expect(decoded(ndjson(back))).toEqual(back)
  })

  it('strace lines carry the ids of their events', () => {
    const known = new Set(events.map(({ seq }) => seq))
    expect(straceLines(events, { time: 'none', durations: false }).every(({ seq }) => known.has(seq))).toBe(true)
  })

  it('the text for Perfetto has only what its importer accepts', () => {
    expect(perfettoFaults(perfettoText(events))).toEqual([])
    expect(importStrace(perfettoText(events)).errors).toEqual([])
  })

  it('ndjson is the recording', () => expect(decoded(ndjson(events))).toEqual(events))

  it('Markdown renders, with every call under its id', async () => {
    for (const words of [evidenceEn, evidenceJa]) {
      const html = await marked.parse(evidence(events, words))
      const ids = [...html.matchAll(/<td>#(\d+)<\/td>/g)].map(([, id]) => Number(id))
      const calls = events.filter(({ kind }) => kind === 'enter').map(({ seq }) => seq)
      expect(ids).toEqual(expect.arrayContaining(calls))
      // No call breaks out of its cell.
      expect(html).not.toMatch(/<td>[^<]*`/)
    }
  })

  it('trace events: by the rules of their readers, and ids are those of the events', () => {
    const trace = chromeTrace(events)
    expect(chromeFaults(trace)).toEqual([])
    const known = new Set(events.map(({ seq }) => seq))
    for (const { ph, args } of trace.traceEvents) if (ph !== 'M') expect(known.has(args?.seq as number)).toBe(true)
  })

  it('asciicast: by the rules of its format', () => expect(castFaults(asciicast(events, name, linesEn))).toEqual([]))
})

/** Reads with asciinema's own library, because `asciinema cat` needs a terminal. */
const READ_CAST = `
import json, sys
from asciinema.asciicast import open_from_url
with open_from_url(sys.argv[1]) as cast:
    print(json.dumps([cast.v2_header["width"], "".join(data for _, _, data in cast.stdout_events())]))
`

describe.runIf(has('asciinema', 'apt-get install asciinema'))('asciinema', () => {
  it.each(recordings)('reads $name', ({ name, events }) => {
    const file = path.join(scratch, 'run.cast')
    const cast = asciicast(events, name, linesEn)
    writeFileSync(file, cast)
    const said = cast
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as [number, string, string])
    const output = said.filter(([, code]) => code === 'o').map(([, , text]) => text)
    expect(JSON.parse(execFileSync('/usr/bin/python3', ['-c', READ_CAST, file], { encoding: 'utf8' }))).toEqual([120, output.join('')])
    expect(said.map(([seconds]) => seconds)).toEqual(said.map(([seconds]) => seconds).toSorted((a, b) => a - b))
    expect(
      said
        .filter(([, code]) => code === 'm')
        .map(([, , label]) => label.split(' ')[0])
        .toSorted(),
    ).toEqual([...new Set(events.flatMap(({ phase }) => phase ?? []))].toSorted())
  })
})

/** The lines of each process by its pid. Where the scheduler cut a line in two, it is whole again. */
function linesOf(text: string): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const line of text.trimEnd().split('\n')) {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const mine = lines.get(pid) ?? []
    lines.set(pid, mine)
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1]
    mine.push(resumed === undefined ? rest.replace(/ <unfinished \.\.\.>$/, '') : (mine.pop() ?? '') + resumed)
  }
  return lines
}

/**
 * The lines of two runs, without what changes from run to run: pids, addresses, and bytes from the kernel.
 * A pid of either run is masked in both, as a whole number: a length may be the same number, or hold it (pid 339, length 339968).
 */
function withoutChance(...texts: string[]): string[][][] {
  const runs = texts.map(linesOf)
  const pids = new RegExp(`\\b(?:${runs.flatMap((run) => [...run.keys()]).join('|')})\\b`, 'g')
  const masked = (line: string): string =>
    line
      .replace(/0x[0-9a-f]{5,}/g, 'ADDRESS')
      .replace(/(?<=^getrandom\()"[^"]*"|(?<=^getppid\(\) +)= \d+/, 'RANDOM')
      .replace(pids, 'PID')
      .replace(/ +(= [^=]*)$/, ' $1')
  return runs.map((run) => [...run.values()].map((lines) => lines.map(masked)))
}

/** One of our own programs. */
function compiled(name: string): string {
  const program = path.join(scratch, name)
  execFileSync(CC, ['-O1', '-w', '-o', program, path.resolve(import.meta.dirname, `../../../native/tests/programs/${name}.c`), '-pthread'])
  return program
}

/** It starts a task in each way. */
const starts = (): string => compiled('starts')

describe.runIf(liveRuns() && has('strace', 'apt-get install strace'))('strace itself', () => {
  it.each([
    ['a pipeline', ['sh', '-c', 'true | /bin/echo hi | cat']],
    ['a signal', ['sh', '-c', 'kill -TERM $$']],
    ['an error and a stop', ['sh', '-c', '/nonexistent; sleep 0.01 & wait']],
    ['calls in progress at the end', ['timeout', '0.05', 'sh', '-c', 'read never']],
    ['a core dump', ['sh', '-c', 'ulimit -c unlimited; kill -SEGV $$']],
    ['every kind of start, and a thread that execs', [() => starts(), path.join(scratch, 'odd')]],
    ['an interpreter', ['perl', '-e', 'system("true"); fork() or exec "true"; wait']],
  ])('wrote a log of %s: read without an error, and written again to the letter', (_, words) => {
    const command = words.map((word) => (typeof word === 'string' ? word : word()))
    const file = path.join(scratch, 'log')
    spawnSync('strace', ['-f', '-o', file, ...command], { stdio: 'ignore', cwd: scratch })
    const log = readFileSync(file, 'utf8')
    const { events, errors } = importStrace(log)
    expect(errors).toEqual([])
    expect(decoded(ndjson(events))).toEqual(events)
    expect(straceText(events)).toBe(log)
  })

  it.each([
    ['a strategy', ['run', 'vfork'], []],
    ['a pipeline', ['trace'], ['--', 'sh', '-c', 'true | cat; /bin/true']],
    ['a core dump', ['trace'], ['--', 'sh', '-c', 'ulimit -c unlimited; kill -SEGV $$']],
    ['a thread that execs', ['trace'], ['--', () => compiled('endings'), 'execs']],
    ['a thread that execs after its leader has ended', ['trace'], ['--', () => compiled('endings'), 'execs-alone']],
    ['calls in progress at the end', ['trace'], ['--', () => compiled('endings'), 'threads']],
    ['exit_group refused', ['trace'], ['--', () => compiled('endings'), 'refused']],
    ['every kind of start', ['trace'], ['--', () => starts(), path.join(scratch, 'odd')]],
    ['a limit at which the program runs on', ['trace', '--max-events', '60'], ['--', 'sh', '-c', '/bin/true']],
  ] as const)('the helper’s own text of %s: read without an error, and written again to the letter', (_, command, words) => {
    const program = words.map((word) => (typeof word === 'string' ? word : word()))
    const file = path.join(scratch, 'own')
    spawnSync(HELPER, patient([...command, '--format', 'strace', '--output', file, ...program]), { stdio: 'ignore', cwd: scratch })
    const text = readFileSync(file, 'utf8')
    expect(text).not.toBe('')
    expect(importStrace(text).errors).toEqual([])
    expect(straceText(importStrace(text).events)).toBe(text)
  })

  it.each([
    ['an end by a signal', ['sh', '-c', 'kill -TERM $$']],
    ['a core dump', ['sh', '-c', 'ulimit -c unlimited; kill -SEGV $$']],
    ['a start', ['sh', '-c', '/bin/true; exit 3']],
    ['a thread that execs after its leader has ended', [() => compiled('endings'), 'execs-alone']],
  ] as const)('the text made of the helper’s events is its own text: %s', (_, words) => {
    const command = words.map((word) => (typeof word === 'string' ? word : word()))
    const written = (format: string): string => {
      const file = path.join(scratch, `own.${format}`)
      spawnSync(HELPER, patient(['trace', '--format', format, '--output', file, '--', ...command]), { stdio: 'ignore', cwd: scratch })
      return readFileSync(file, 'utf8')
    }
    const [fromEvents, own] = withoutChance(straceText(decoded(written('ndjson'))), written('strace'))
    expect(fromEvents).toEqual(own)
  })

  it('compares two runs whatever their pids are: also one that is a length, or the beginning of one', () => {
    const run = (pid: number): string => `${pid} wait4(${pid + 1}, NULL, 0, NULL) = ${pid + 1}\n${pid + 1} mmap(0x7f0000000000, 339968) = 784\n`
    for (const pid of [338, 339, 783, 784, 33, 339968, 7]) {
      const [one, other] = withoutChance(run(pid), run(21000))
      expect(one).toEqual(other)
    }
  })

  it('of the helper’s own events of threads, an exec of a thread and a kill: every export keeps to its rules', () => {
    const told = path.join(scratch, 'told.ndjson')
    spawnSync(HELPER, patient(['trace', '--format', 'ndjson', '--output', told, '--', starts(), path.join(scratch, 'odd')]), { stdio: 'ignore' })
    const events = decoded(readFileSync(told, 'utf8'))
    expect(chromeFaults(chromeTrace(events))).toEqual([])
    expect(perfettoFaults(perfettoText(events))).toEqual([])
    expect(castFaults(asciicast(events, 'starts', linesEn))).toEqual([])
    const text = straceText(events)
    expect(text).toMatch(/\+\+\+ superseded by execve in pid \d+ \+\+\+\n\d+ +<\.\.\. execve resumed>\) += 0\n/)
    const { events: back, errors } = importStrace(text)
    expect(errors).toEqual([])
    expect(straceText(back)).toBe(text)
    // Nothing that the helper saw of starts, programs and ends is lost on the way.
    const kept = (all: readonly TraceEvent[]) =>
      all.flatMap((event) =>
        event.kind === 'exec' ? [[event.pid, event.former_pid]] : event.kind === 'exit' ? [[event.pid, event.status, event.signal, event.core]] : [],
      )
    expect(kept(back)).toEqual(kept(events))
  })
})
