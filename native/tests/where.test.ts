/** --where on a program in C: every way in which a line leads to a call, and programs whose DWARF is missing or broken. */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { TraceEvent } from '../../protocol/events.ts'
import { isInstalled, knowsLines, type Lined, lineWith, spelledLines, traced, whereOf } from './lines.ts'
import { liveRuns } from './liveRuns.ts'
import { of, runOf, strategyIds } from './running.ts'

const PROGRAM = path.join(import.meta.dirname, 'programs/lines.c')
const SOURCE = readFileSync(PROGRAM, 'utf8')
/** `lines.c:LINE function` of the line that says so. */
const at = (mark: string, within: string): string => `lines.c:${lineWith(SOURCE, `/* ${mark} */`)} ${within}`
const MAIN = at('runs the case', 'main')

describe.skipIf(!liveRuns() || !knowsLines())('--where', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-where-'))
  afterAll(() => rmSync(scratch, { recursive: true }))
  const sources = path.join(scratch, 'src')
  mkdirSync(sources)
  copyFileSync(PROGRAM, path.join(sources, 'lines.c'))

  function built(name: string, ...flags: string[]): string {
    const program = path.join(scratch, name)
    execFileSync(process.env.CC ?? 'cc', ['-std=gnu17', '-D_GNU_SOURCE', '-w', '-pthread', ...flags, '-o', program, path.join(sources, 'lines.c')])
    return program
  }
  const own = built('own', '-g', '-Og', '-fno-omit-frame-pointer', '-fasynchronous-unwind-tables')
  const linesIn = (program: string, word: string, ...flags: string[]): Lined => traced({ argv: [program, word], where: `${sources}/` }, ...flags)
  const called = ({ events }: Lined, call: string): string[][] => of(events, 'enter').flatMap((event) => (event.call === call ? [spelledLines(event)] : []))

  it('the child of posix_spawn is at the line of the call, as are its creation and its exec', () => {
    const { events } = linesIn(own, 'posix_spawn')
    const line = [at('posix_spawn', 'with_posix_spawn'), MAIN]
    const [create] = of(events, 'create')
    const exec = of(events, 'exec').find(({ task }) => task === create?.child)
    expect(create && spelledLines(create)).toEqual(line)
    expect(exec && spelledLines(exec)).toEqual(line)
    const inChild = of(events, 'enter').filter(({ task, seq }) => task === create?.child && seq < (exec?.seq ?? 0))
    expect(inChild.map(({ call }) => call)).toContain('execve')
    for (const event of inChild) expect(spelledLines(event), event.call).toEqual(line)
    for (const event of of(events, 'enter').filter(({ task, seq }) => task === create?.child && seq > (exec?.seq ?? 0))) expect(spelledLines(event)).toEqual([])
  })

  it('the child of vfork is at its own line', () => {
    const { events } = linesIn(own, 'vfork')
    const [create] = of(events, 'create')
    const exec = of(events, 'exec').find(({ task }) => task === create?.child)
    expect(create && spelledLines(create)).toEqual([at('vfork', 'with_vfork'), MAIN])
    expect(exec && spelledLines(exec)).toEqual([at("vfork's exec", 'with_vfork'), MAIN])
  })

  it.each([
    ['clone3', [at('clone3', 'with_clone3'), MAIN]],
    ['clone', [at('clone', 'with_clone'), MAIN]],
  ])('%s', (word, line) => {
    const [create] = of(linesIn(own, word).events, 'create')
    expect(create && spelledLines(create)).toEqual(line)
  })

  it.each([
    ['clone', [at("clone's child", 'in_clone')]],
    ['handler', [at('handler', 'on_signal'), at('raise', 'with_handler'), MAIN]],
    ['thread', [at('thread', 'in_thread')]],
    ['inlined', [at('inlined', 'inlined_deeper'), at('calls inlined', 'inlined'), at('calls the caller of inlined', 'with_inlined'), MAIN]],
    ['pointer', [at('pointed to', 'pointed_to'), at('through a pointer', 'with_pointer'), MAIN]],
    ['depth', Array.from({ length: 4 }, () => at('deeper', 'deeper'))],
  ])('getppid, by %s', (word, line) => {
    expect(called(linesIn(own, word), 'getppid')).toEqual([line])
  })

  it('a tail call leaves no frame, so its line is missing, and nothing else stands there', () => {
    const whole = [at('last of tail', 'last_of_tail'), at('tail call', 'tail'), at('calls tail', 'with_tail'), MAIN]
    expect(called(linesIn(own, 'tail'), 'getppid')).toEqual([whole])
    const [found = []] = called(linesIn(built('optimised', '-g', '-O2'), 'tail'), 'getppid')
    expect(found[0]).toBe(whole[0])
    expect(whole).toEqual(expect.arrayContaining(found))
    expect(found).not.toContain(at('tail call', 'tail'))
  })

  it('only lines below the folder', () => {
    const { events } = traced({ argv: [own, 'pointer'], where: `${scratch}/elsewhere/` })
    expect(events.flatMap(whereOf)).toEqual([])
  })

  describe('none, and the run is whole', () => {
    const whole = (run: Lined): TraceEvent[] => {
      expect(run.status, run.stderr).toBe(0)
      expect(of(run.events, 'end').map(({ outcome }) => outcome)).toEqual(['traced'])
      expect(of(run.events, 'exec').some((event) => event.path === '/usr/bin/true' || event.path === '/bin/true')).toBe(true)
      return run.events
    }
    const none = (program: string): void => expect(whole(linesIn(program, 'posix_spawn')).flatMap(whereOf)).toEqual([])

    it('without DWARF', () => none(built('bare', '-g0', '-O1')))

    it.skipIf(!isInstalled('strip'))('stripped', () => {
      const program = path.join(scratch, 'stripped')
      execFileSync('strip', ['-o', program, own])
      none(program)
    })

    it.skipIf(!isInstalled('objcopy'))(
      'with bytes of chance for DWARF: perhaps a line, but none that the file does not have',
      () => {
        const sections = ['.debug_info', '.debug_abbrev', '.debug_line', '.debug_str', '.debug_line_str', '.debug_aranges']
        for (const [seed, size] of [
          [1, 4000],
          [2, 4000],
          [3, 200_000],
          [4, 32 * 1024 * 1024],
        ] as const)
          for (const broken of [sections, ...sections.map((one) => [one])]) {
            if (size > 1_000_000 && broken.length > 1) continue
            const program = path.join(scratch, 'broken')
            const bytes = path.join(scratch, 'bytes')
            writeFileSync(bytes, chance(seed, size))
            execFileSync('objcopy', [...broken.flatMap((name) => ['--update-section', `${name}=${bytes}`]), own, program], { stdio: 'ignore' })
            for (const { file, line } of whole(linesIn(program, 'posix_spawn')).flatMap(whereOf)) {
              expect(file).toBe('lines.c')
              expect(line).toBeLessThanOrEqual(1_000_000)
            }
          }
      },
      120_000,
    )
  })

  it.skipIf(!isInstalled('gdb'))(
    'agrees with gdb',
    () => {
      for (const word of ['handler', 'thread', 'inlined', 'pointer', 'tail']) {
        const commands = ['set debuginfod enabled off', 'handle SIGUSR1 nostop pass', 'catch syscall getppid', `run ${word}`, 'bt'].flatMap((one) => [
          '-ex',
          one,
        ])
        const { stdout } = spawnSync('gdb', ['-batch', '-nx', ...commands, own], { encoding: 'utf8' })
        const frames = [...stdout.matchAll(/^#\d+ +(?:0x\w+ in )?(\w+) \([^\n]*\) at [^\n]*\/lines\.c:(\d+)$/gm)].map(
          ([, name, line]) => `lines.c:${line} ${name}`,
        )
        expect(frames.length, stdout).toBeGreaterThan(0)
        expect(called(linesIn(own, word), 'getppid')).toEqual([frames])
      }
    },
    120_000,
  )

  it.each(strategyIds())('%s: marks and lines agree: a line of the C file stands in the step that the event names', (strategy) => {
    const file = `strategies/${strategy}.c`
    const native = path.resolve(import.meta.dirname, '..')
    const steps = stepsOf(readFileSync(path.join(native, file), 'utf8'))
    const { events } = runOf(strategy, '--where', `${native}/`)
    const inFile = events.flatMap((event) => {
      const lines = whereOf(event).flatMap((one) => (one.file === file ? [one.line] : []))
      return lines.length > 0 ? [{ step: event.step ?? '', lines }] : []
    })
    expect(inFile.length).toBeGreaterThan(0)
    for (const { step, lines } of inFile) {
      const [from, to] = steps.get(step) ?? [0, 0]
      expect(
        lines.some((line) => line >= from && line <= to),
        `${step}, lines ${from} to ${to}: ${lines}`,
      ).toBe(true)
    }
  })
})

/** From its mark to the next one, or to the end of the function: as the page cuts it. */
function stepsOf(source: string): Map<string, [from: number, to: number]> {
  const steps = new Map<string, [number, number]>()
  let open: [string, number] | undefined
  source.split('\n').forEach((line, before) => {
    const [, step] = /^\s*AT(?:_LIBRARY|_OWN_PROGRAM)?\((?:\w+, )?(\w+)\);/.exec(line) ?? []
    if (open && (step !== undefined || line.startsWith('}'))) {
      steps.set(open[0], [open[1], before + 1])
      open = undefined
    }
    if (step !== undefined) open = [step, before + 1]
  })
  return steps
}

/** The same bytes in every run. */
function chance(seed: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  let state = seed
  for (let i = 0; i + 4 <= size; i += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes.writeUInt32LE(state, i)
  }
  return bytes
}
