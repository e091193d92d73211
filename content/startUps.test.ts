/**
 * The signal sets of a child, ours and the real one: after a start with every signal ignored or blocked, and after the program
 * itself has ignored, handled or blocked some. Each installed release is held against the edition that it belongs to.
 */
import { describe, expect, it } from 'vitest'
import { realLog } from '../client/model/claims/realLog.ts'
import { passportAt } from '../client/model/passport.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { settingWords } from '../protocol/settings.ts'
import type { SpecimenSetting } from '../protocol/specimen.ts'
import { inheritOptions, refusedWord, SIGNAL_SETTINGS, type SignalSettings, signalWords, spellWord } from '../protocol/specimenSignals.ts'
import { type BuiltToolchain, cureOf, installedInCi, toolchains } from '../scripts/specimens/build.ts'
import { otherReleases } from '../scripts/specimens/otherReleases.ts'
import { editionOf, eventsIn, runOurs, runSpecimen } from '../scripts/specimens/runSpecimen.ts'

/** KILL and STOP cannot be changed, and 32 and 33 are the C library's. CHLD has a case of its own: who ignores it cannot wait. */
const ALL = [
  ...['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT'],
  ...['CONT', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS'],
  ...Array.from({ length: 31 }, (_, at) => `RTMIN+${at + 2}`),
]
const SOME = ['HUP', 'INT', 'PIPE', 'USR1']
const each = <Word extends string>(names: readonly string[], word: Word): Record<string, Word> => Object.fromEntries(names.map((name) => [name, word]))

const CASES: Record<string, SignalSettings> = {
  'everything ignored at start': { inherit: each(ALL, 'ignore') },
  'everything blocked at start': { 'inherit-block': ALL },
  'SIGCHLD ignored at start': { inherit: { CHLD: 'ignore' } },
  'SIGCHLD blocked at start': { 'inherit-block': ['CHLD'] },
  'ignored by the program': { signal: each(SOME, 'ignore') },
  'handled by the program': { signal: each(['USR1', 'TERM'], 'handle') },
  'blocked by the program': { block: ['USR1', 'TERM'] },
  'ignored at start, made default by the program': { inherit: { HUP: 'ignore' }, signal: { HUP: 'default' } },
}

/** Cases in which the language refuses what is asked. Java leaves HUP, INT and TERM ignored if they were at its start. */
const REFUSED: Record<string, string[]> = { java: ['ignored at start, made default by the program'] }

/** glibc ignores its own 32 and 33 in a child of posix_spawn before 2.38: what the machine has, not what a runtime does. */
const OF_LIBC = 3n << 31n
function setsOf(events: readonly TraceEvent[] | null | undefined): { ignored: string; blocked: string } {
  const after = passportAt(events ?? [], 'after-exec')
  if (!after) throw new Error('the child has executed nothing')
  const set = (hex: string): string => (BigInt(`0x${hex}`) & ~OF_LIBC).toString(16)
  return { ignored: set(after.SigIgn), blocked: set(after.SigBlk) }
}

function plainWith({ specimen }: BuiltToolchain, signals: SignalSettings): SpecimenSetting {
  const plain = specimen.settings.find(({ name }) => name === 'plain')
  if (!plain) throw new Error(`${specimen.runtime} has no plain setting`)
  const ours = SIGNAL_SETTINGS.flatMap((key) => settingWords(signals, key).flatMap((word) => [`--${key}`, word]))
  return {
    ...plain,
    ours: [...plain.ours, ...ours],
    inherits: [...plain.inherits, ...inheritOptions(signals)],
    program: [...plain.program, ...signalWords(signals).map(spellWord)],
  }
}

function found(toolchain: BuiltToolchain): boolean {
  if (toolchain.version !== undefined) return true
  console.warn(`skipped: ${cureOf(toolchain)}`)
  if (process.env.CI === 'true' && installedInCi(toolchain)) throw new Error(`where CI=true it must be there: ${cureOf(toolchain)}`)
  return false
}

const releases = toolchains()
  .filter((toolchain) => liveRuns() && found(toolchain))
  .flatMap((toolchain) => [toolchain, ...otherReleases(toolchain)])

describe.each(releases.map((toolchain) => ({ name: `${toolchain.specimen.runtime} ${toolchain.version}`, toolchain })))('$name', ({ toolchain }) => {
  const asked = Object.entries(CASES).filter(([, signals]) => !refusedWord(signals, toolchain.specimen.takes))
  it.each(asked)('%s: its child has the signal sets that ours has', (name, signals) => {
    const setting = plainWith(toolchain, signals)
    const real = setsOf(realLog(eventsIn(runSpecimen(toolchain, setting)), toolchain.specimen.window))
    const ours = setsOf(eventsIn(runOurs(toolchain, setting, editionOf(toolchain))))
    if (REFUSED[toolchain.strategy]?.includes(name)) expect(ours).not.toEqual(real)
    else expect(ours).toEqual(real)
  })
})

it('asks every program for what its language offers', () => {
  for (const { specimen } of releases) expect(specimen.takes?.length, specimen.runtime).toBeGreaterThan(0)
})
