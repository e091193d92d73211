/** Signal sets of /proc → what happens to a signal in a task, what changed since the last reading, and where columns differ. Pure. */
import { type EventOf, STAGES, type Stage, type TraceEvent } from '../../protocol/events.ts'
import type { PassportEvent } from './moment.ts'

export interface SignalState {
  disposition: 'default' | 'ignored' | 'caught'
  blocked: boolean
  pending: boolean
}

/**
 * What changed for a signal from one reading to the next. The child's first reading and the parent's last are compared with
 * the parent's reading before the creation, and that with what the parent was started with. Every other reading is compared
 * with the child's reading before it.
 */
export type Change =
  | 'first'
  | 'inherited'
  | 'kept'
  | 'reset'
  | 'lost'
  | 'made-ignored'
  | 'made-caught'
  | 'blocked'
  | 'unblocked'
  | 'arrived'
  | 'taken'
  | 'not-inherited'

export interface PassportCell {
  stage: Stage
  state: SignalState
  /** At least one; only `kept` or `inherited` if nothing changed. */
  changes: Change[]
}

/** Signals with equal cells in every stage share one row. */
export interface PassportGroup {
  signals: { name: string; number: number }[]
  /** One for each stage; null if that stage was not read. */
  cells: (PassportCell | null)[]
  /** Default, unblocked and not pending throughout. */
  plain: boolean
}

/** Each reading, and the reading to compare it with. */
export const AGAINST: Record<Stage, Stage | null> = {
  'as-started': null,
  'before-create': 'as-started',
  'child-start': 'before-create',
  'before-exec': 'child-start',
  'after-exec': 'before-exec',
  'parent-after': 'before-create',
}

/** The matrix of one run. `asked`: signals that always get a row of their own. */
export function passportMatrix(
  passports: Partial<Record<Stage, PassportEvent>>,
  signals: readonly { name: string; number: number }[],
  asked: readonly string[] = [],
): PassportGroup[] {
  const groups = new Map<string, PassportGroup>()
  for (const { name, number } of signals) {
    const cells = STAGES.map((stage) => cellOf(passports, stage, number))
    const isPlain = cells.every((cell) => cell === null || plain(cell.state))
    const key = asked.includes(name) ? name : JSON.stringify(cells)
    const group = groups.get(key) ?? { signals: [], cells, plain: isPlain }
    group.signals.push({ name, number })
    groups.set(key, group)
  }
  // Smaller groups first; signals that never change come last.
  return [...groups.values()].sort((a, b) => Number(a.plain) - Number(b.plain) || a.signals.length - b.signals.length)
}

function cellOf(passports: Partial<Record<Stage, PassportEvent>>, stage: Stage, number: number): PassportCell | null {
  const passport = passports[stage]
  if (!passport) return null
  const state = stateOf(passport, number)
  const against = AGAINST[stage] === null ? undefined : passports[AGAINST[stage]]
  return { stage, state, changes: against ? changesOf(stateOf(against, number), state, stage) : ['first'] }
}

function changesOf(before: SignalState, now: SignalState, stage: Stage): Change[] {
  const changes: Change[] = []
  if (before.disposition !== now.disposition) {
    if (now.disposition === 'ignored') changes.push('made-ignored')
    else if (now.disposition === 'caught') changes.push('made-caught')
    else changes.push(stage === 'after-exec' && before.disposition === 'caught' ? 'lost' : 'reset')
  }
  if (before.blocked !== now.blocked) changes.push(now.blocked ? 'blocked' : 'unblocked')
  if (before.pending !== now.pending) changes.push(now.pending ? 'arrived' : stage === 'child-start' ? 'not-inherited' : 'taken')
  return changes.length > 0 ? changes : [stage === 'child-start' ? 'inherited' : 'kept']
}

export function passportAt(events: readonly TraceEvent[], stage: Stage): PassportEvent | undefined {
  return events.find((event): event is EventOf<'passport'> => event.kind === 'passport' && event.stage === stage)
}

const bit = (hex: string, number: number): boolean => ((BigInt(`0x${hex}`) >> BigInt(number - 1)) & 1n) === 1n

export function stateOf(passport: PassportEvent, number: number): SignalState {
  return {
    disposition: bit(passport.SigIgn, number) ? 'ignored' : bit(passport.SigCgt, number) ? 'caught' : 'default',
    blocked: bit(passport.SigBlk, number),
    pending: bit(passport.SigPnd, number) || bit(passport.ShdPnd, number),
  }
}

const plain = (state: SignalState | null): boolean => state === null || (state.disposition === 'default' && !state.blocked && !state.pending)

export interface PassportRow {
  number: number
  name: string
  /** The child of each column after exec; null if the run has no exec. */
  children: (SignalState | null)[]
  differs: boolean
}

/** One row for each signal that is not at its default in some child, or that was requested. */
export function passportRows(
  runs: readonly (readonly TraceEvent[])[],
  signals: readonly { name: string; number: number }[],
  always: readonly string[],
): PassportRow[] {
  const passports = runs.map((events) => passportAt(events, 'after-exec'))
  return signals.flatMap(({ name, number }): PassportRow[] => {
    const children = passports.map((passport) => (passport ? stateOf(passport, number) : null))
    if (children.every(plain) && !always.includes(name)) return []
    const spelt = new Set(children.filter((state) => state !== null).map((state) => JSON.stringify(state)))
    return [{ number, name, children, differs: spelt.size > 1 }]
  })
}
