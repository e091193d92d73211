/**
 * What a runtime was started with, and what is left of it in its child. The sets are those of the real programs, observed with
 * every signal ignored or blocked before their start (content/startUps.test.ts holds both against each other where they are installed).
 */
import { describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { liveRuns } from './liveRuns.ts'
import { helper, of, passport, runOf } from './running.ts'

/** Nobody can change KILL and STOP, and the C library keeps 32 and 33. Who ignores CHLD cannot wait. */
const FIXED = new Set([9, 17, 19, 32, 33])
const ALL = Array.from({ length: 64 }, (_, at) => at + 1).filter((number) => !FIXED.has(number))
const REALTIME = ALL.filter((number) => number > 31)

const names = new Map<number, string>()
const catalog = decodeCatalog(liveRuns() ? (helper('describe').stdout ?? '') : '')
if (catalog.ok) for (const { name, number } of catalog.value.signals) names.set(number, name)
const numbered = (...words: string[]): number[] => words.map((word) => [...names].find(([, name]) => name === word)?.[0] ?? 0)
const nameOf = (number: number): string => (number > 31 ? `RTMIN+${number - 32}` : (names.get(number) ?? ''))
const named = (hex = '0'): string[] => ALL.filter((number) => (BigInt(`0x${hex}`) >> BigInt(number - 1)) & 1n).map((number) => names.get(number) ?? '')
const without = (...words: string[]): string[] => ALL.filter((number) => !numbered(...words).includes(number)).map((number) => names.get(number) ?? '')

interface Fate {
  /** Ignored in the child if everything was ignored at the parent's start. */
  ignored: string[]
  /** Blocked in the child if everything was blocked at the parent's start. */
  blocked: string[]
  /** Blocked in the child whatever was blocked at the parent's start. */
  always?: string[]
}
type Row = [strategy: string, editions: string[], fate: () => Fate]

const KEPT = (): Fate => ({ ignored: without(), blocked: without() })
const NIM_HANDLES = ['INT', 'ILL', 'ABRT', 'FPE', 'SEGV']
const JAVA_TAKES = ['QUIT', 'ILL', 'BUS', 'FPE', 'SEGV', 'USR2', 'PIPE', 'XFSZ']
const JAVA_OPENS = ['HUP', 'INT', 'ILL', 'BUS', 'FPE', 'SEGV', 'USR2', 'TERM']
const ROWS: Row[] = [
  ...['fork', 'vfork', 'clone', 'posix_spawn'].map((strategy): Row => [strategy, ['today'], KEPT]),
  [
    'go',
    ['1.9', '1.23'],
    () => ({
      ignored: ['HUP', 'INT', 'CONT', 'TSTP', 'TTIN', 'TTOU', 'RT_2'],
      blocked: without(...['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'SEGV', 'TERM', 'STKFLT', 'URG', 'PROF', 'SYS', 'RT_2']),
    }),
  ],
  // posix_spawn is asked to make every signal default, the real-time ones too.
  ['node', ['1.53'], () => ({ ignored: [], blocked: [] })],
  ['node', ['1.20', '1.42.1'], () => ({ ignored: REALTIME.map((number) => names.get(number) ?? ''), blocked: [] })],
  ['python', ['3.6', '3.8', '3.10', '3.11', '3.13'], () => ({ ignored: without('PIPE', 'XFSZ'), blocked: without() })],
  ['ruby', ['2.2', '2.4', 'today'], () => ({ ignored: without('ILL', 'BUS', 'SEGV', 'VTALRM', 'PIPE'), blocked: [] })],
  ['rust', ['1.66'], () => ({ ignored: without('PIPE'), blocked: without() })],
  ['rust', ['1.49'], () => ({ ignored: without('PIPE'), blocked: [] })],
  ['rust', ['1.26', '1.34'], () => ({ ignored: without('PIPE', 'BUS', 'SEGV'), blocked: [] })],
  ['d', ['2.100'], () => ({ ignored: without('USR1', 'USR2'), blocked: without() })],
  // musl has three signals of its own, 32 to 34, and opens them.
  ['musl', ['1.1.24'], () => ({ ignored: without(), blocked: without('RT_2') })],
  ['java', ['8', '13'], () => ({ ignored: without(...JAVA_TAKES), blocked: without(...JAVA_OPENS), always: ['QUIT'] })],
  // jspawnhelper empties its mask.
  ['java', ['20', '25'], () => ({ ignored: without(...JAVA_TAKES), blocked: [] })],
  ['nim', ['0.9.4'], () => ({ ignored: without(...NIM_HANDLES, 'PIPE'), blocked: without() })],
  ['nim', ['1.6'], () => ({ ignored: without(...NIM_HANDLES), blocked: without() })],
  ['nim', ['2.2.6'], () => ({ ignored: without(...NIM_HANDLES), blocked: [] })],
]
const cases = ROWS.flatMap(([strategy, editions, fate]) => editions.map((edition) => ({ strategy, edition, fate })))

const ignoreAll = (): string[] => ALL.flatMap((number) => ['--inherit', `${nameOf(number)}=ignore`])
const blockAll = (): string[] => ['--inherit-block', ALL.map(nameOf).join(',')]

describe.skipIf(!liveRuns())('what a runtime is started with', () => {
  it.each(cases)('$strategy $edition, everything ignored at start', ({ strategy, edition, fate }) => {
    const { events } = runOf(strategy, '--edition', edition, ...ignoreAll())
    expect(named(passport(events, 'as-started')?.SigIgn)).toEqual(without())
    expect(named(passport(events, 'after-exec')?.SigIgn)).toEqual(fate().ignored)
    expect(named(passport(events, 'after-exec')?.SigBlk)).toEqual(fate().always ?? [])
  })
  it.each(cases)('$strategy $edition, everything blocked at start', ({ strategy, edition, fate }) => {
    const { events } = runOf(strategy, '--edition', edition, ...blockAll())
    expect(named(passport(events, 'as-started')?.SigBlk)).toEqual(without())
    expect(named(passport(events, 'after-exec')?.SigBlk)).toEqual(fate().blocked)
    expect(of(events, 'end')).toMatchObject([{ outcome: 'spawned' }])
  })

  it('knows every edition', () => {
    const known = cases.map(({ strategy, edition }) => `${strategy} ${edition}`)
    const all = catalog.ok ? catalog.value.strategies : []
    const missing = all.flatMap(({ id, editions }) =>
      editions.filter(({ name, aliases }) => ![name, ...aliases].some((word) => known.includes(`${id} ${word}`))).map(({ name }) => `${id} ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('the program itself decides last: --signal and --block come after the start-up', () => {
    const { events } = runOf('go', '--inherit', 'HUP=ignore', '--signal', 'HUP=default', '--inherit-block', 'USR1', '--block', 'USR2')
    expect(named(passport(events, 'after-exec')?.SigIgn)).toEqual([])
    expect(named(passport(events, 'after-exec')?.SigBlk)).toEqual(['USR1', 'USR2'])
  })

  it('Ruby makes an ignored SIGCHLD default, so that it can wait', () => {
    const { events } = runOf('ruby', '--inherit', 'CHLD=ignore')
    expect(of(events, 'end')).toMatchObject([{ outcome: 'spawned' }])
    expect(BigInt(`0x${passport(events, 'after-exec')?.SigIgn}`) & (1n << 16n)).toBe(0n)
  })

  it('Java leaves what ends it ignored and blocked if it was, and makes SIGCHLD default', () => {
    const { events } = runOf('java', '--edition', '13', '--inherit', 'HUP=ignore', '--inherit', 'CHLD=ignore', '--inherit-block', 'HUP,INT')
    expect(named(passport(events, 'after-exec')?.SigIgn)).toEqual(['HUP'])
    expect(named(passport(events, 'after-exec')?.SigBlk)).toEqual(['HUP', 'QUIT'])
    expect(of(events, 'end')).toMatchObject([{ outcome: 'spawned' }])
  })

  it('trace reports what it hands on to the program', () => {
    const { stdout } = helper('trace', '--inherit', 'off', '--signal', 'HUP=ignore', '--block', 'TERM', '--', '/bin/sh', '-c', 'exit 0')
    expect(stdout).toMatch(/"stage":"as-started","task":1,.*"SigBlk":"0000000000004000","SigIgn":"0000000000000001"/)
  })
})
