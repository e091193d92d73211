/** What a log does not say, or says only with an assumption: so that the page can say it, with the numbers of the lines. Pure. */
import type { LogReading } from './logReader.ts'
import type { Placed } from './logTasks.ts'
import type { ChildSharing } from './sharing.ts'

export type NoteCode =
  | 'times-none'
  | 'times-day'
  | 'times-summed'
  | 'times-seconds'
  | 'times-back'
  | 'pid-unknown'
  | 'pid-again'
  | 'pid-alive'
  | 'pid-missing'
  | 'no-creator'
  | 'sharing-unknown'
  | 'sharing-numbers'
  | 'sharing-open'
  | 'unbegun'
  | 'detached'
  | 'unavailable'
  | 'injected'
  | 'mixed'
  | 'cut'
  | 'summary'
  | 'gap'
  | 'no-end'

export interface ImportNote {
  code: NoteCode
  /** The first lines that it is about; none if it is about the whole log. */
  lines: number[]
  /** How many lines it is about. */
  count: number
}

const SHOWN = 8

export function importNotesOf(reading: LogReading, placed: Placed): ImportNote[] {
  const { doubts } = placed
  const { clock } = reading
  const first = reading.lines[0]
  const times = { none: 'times-none', day: 'times-day', summed: 'times-summed', calendar: undefined } as const
  const births = placed.tasks.flatMap(({ birth }) => birth ?? [])
  const about: [NoteCode, readonly number[]][] = [
    ['times-back', clock.backwards],
    ['pid-again', doubts.again],
    ['pid-alive', doubts.alive],
    ['pid-missing', doubts.alone],
    ['no-creator', strangers(reading, placed)],
    ['sharing-unknown', births.filter(({ sharing }) => sharing.by === 'unknown').map(({ line }) => line)],
    ['sharing-numbers', births.filter(({ sharing }) => sharing.numeric).map(({ line }) => line)],
    ['sharing-open', lendings(placed)],
    ['unbegun', doubts.unbegun],
    ['detached', linesWhere(reading, ({ body }) => body.kind === 'open' && body.why === 'detached')],
    ['unavailable', linesWhere(reading, ({ body }) => 'result' in body && body.result.endsWith('<unavailable>'))],
    ['injected', doubts.injected],
    ['mixed', reading.mixed],
    ['cut', reading.errors.filter(({ why }) => why === 'cut').map(({ line }) => line)],
  ]
  const whole: (NoteCode | undefined | false)[] = [
    first !== undefined && times[clock.kind],
    clock.coarse && 'times-seconds',
    placed.nameless && 'pid-unknown',
    reading.summary && 'summary',
  ]
  return [
    ...whole.flatMap((code) => (code ? [{ code, lines: [], count: 0 }] : [])),
    ...about.filter(([, lines]) => lines.length > 0).map(([code, lines]) => ({ code, lines: lines.slice(0, SHOWN), count: lines.length })),
  ]
}

function linesWhere({ lines }: LogReading, holds: (line: LogReading['lines'][number]) => boolean): number[] {
  return lines.filter(holds).map(({ number }) => number)
}

/** The first lines of tasks that nobody is known to have made, except the task with which the log begins. */
function strangers({ lines, attached }: LogReading, { tasks }: Placed): number[] {
  const unknown = tasks.filter(({ birth, first, pid }) => !birth && first > 0 && !attached.first.has(pid))
  return unknown.map(({ first }) => lines[first]?.number ?? 0)
}

/** Births of children that got the parent's memory, where the log shows neither the child's new program nor its end. */
function lendings({ tasks }: Placed): number[] {
  return tasks.flatMap(({ birth, ended, executed }) => (birth && lends(birth.sharing) && !ended && !executed ? [birth.line] : []))
}

function lends({ shares, flags }: ChildSharing): boolean {
  return shares.memory && !flags.includes('CLONE_THREAD')
}
