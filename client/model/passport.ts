/** Signal sets of /proc → what a signal meets in a task, and where columns differ. Pure. */
import type { EventOf, Stage, TraceEvent } from '../../protocol/events.ts'

export interface SignalState {
  disposition: 'default' | 'ignored' | 'caught'
  blocked: boolean
  pending: boolean
}

export interface PassportRow {
  number: number
  name: string
  /** The child of each column after exec; null where the run has none. */
  children: (SignalState | null)[]
  differs: boolean
}

type Passport = EventOf<'passport'>

export function passportAt(events: readonly TraceEvent[], stage: Stage): Passport | undefined {
  return events.find((event): event is Passport => event.kind === 'passport' && event.stage === stage)
}

const bit = (hex: string, number: number): boolean => ((BigInt(`0x${hex}`) >> BigInt(number - 1)) & 1n) === 1n

export function stateOf(passport: Passport, number: number): SignalState {
  return {
    disposition: bit(passport.SigIgn, number) ? 'ignored' : bit(passport.SigCgt, number) ? 'caught' : 'default',
    blocked: bit(passport.SigBlk, number),
    pending: bit(passport.SigPnd, number) || bit(passport.ShdPnd, number),
  }
}

const plain = (state: SignalState | null): boolean => state === null || (state.disposition === 'default' && !state.blocked && !state.pending)

/** One row for each signal that is something else than default in some child, or that was asked about. */
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
