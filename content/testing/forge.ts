/**
 * Sabotage, for tests: changes the events of a run so that a check holds (or does not).
 * A check is worthless if no change of the events can change its result.
 */
import { judge } from '../../client/model/claims/judge.ts'
import { signalBit } from '../../client/model/claims/signalBit.ts'
import type { AtomCheck, CallsCheck, RunCheck } from '../../protocol/claims.ts'
import type { EventOf, TraceEvent } from '../../protocol/events.ts'

/** The events, changed so that the check's result is `want`. Throws if no change achieves that. */
export function forge(check: RunCheck, events: readonly TraceEvent[], want: boolean): TraceEvent[] {
  const forged = bend(check, [...events], want)
  const verdict = judge(check, forged)
  if (!verdict.judged || verdict.holds !== want) throw new Error(`no change of events makes it ${want}: ${JSON.stringify(check)}`)
  return forged
}

function bend(check: RunCheck, events: TraceEvent[], want: boolean): TraceEvent[] {
  switch (check.kind) {
    case 'all':
      return want ? check.of.reduce((bent, part) => bend(part, bent, true), events) : bend(first(check.of), events, false)
    case 'any':
      return want ? bend(first(check.of), events, true) : check.of.reduce((bent, part) => bend(part, bent, false), events)
    case 'not':
      return bend(check.of, events, !want)
    default:
      return bendAtom(check, events, want)
  }
}

function first<T>(items: readonly T[]): T {
  const [item] = items
  if (item === undefined) throw new Error('an empty list')
  return item
}

function bendAtom(check: AtomCheck, events: TraceEvent[], want: boolean): TraceEvent[] {
  const holds = (log: TraceEvent[]): boolean => {
    const verdict = judge(check, log)
    return verdict.judged && verdict.holds
  }
  if (holds(events) === want) return events
  switch (check.kind) {
    case 'calls': {
      const enough = check.most === 0 || (check.least === undefined && check.most === undefined) ? 1 : Math.max(check.least ?? 1, 1)
      const found = events.filter(({ seq }) => evidence(check, events).includes(seq) && ['enter', 'leave'].includes(eventAt(events, seq)?.kind ?? ''))
      const more = check.most === 0 ? !want : want
      if (!more) return events.filter((event) => !found.includes(event))
      const missing = check.most !== undefined && !want ? check.most + 1 : enough
      return insert(
        events,
        Array.from({ length: missing }, () => callLike(check)),
      )
    }
    case 'create':
      return events.map((event) =>
        event.kind !== 'create'
          ? event
          : {
              ...event,
              flags: want ? [...event.flags, ...(check.flags ?? [])] : [],
              shares: { ...event.shares, memory: want ? (check.memory ?? event.shares.memory) : !(check.memory ?? event.shares.memory) },
              stack: want ? (check.stack ?? event.stack) : check.stack === 'same' ? 'copied' : 'same',
              suspends: want ? (check.suspends ?? event.suspends) : !(check.suspends ?? event.suspends),
            },
      )
    case 'decision':
      return events.map((event) =>
        event.kind !== 'decide'
          ? event
          : {
              ...event,
              mechanism: want ? (check.mechanism ?? event.mechanism) : 'another',
              conditions: check.condition === undefined ? event.conditions : [{ name: check.condition, held: (check.held ?? true) === want, saw: 'forged' }],
            },
      )
    case 'signals':
      return events.map((event) => (event.kind === 'passport' && event.stage === check.stage ? { ...event, [check.set]: set(check, want) } : event))
    case 'session':
      return events.map((event) => (event.kind === 'session' && event.stage === check.stage ? standing(event, check, want) : event))
    case 'memory':
      return events.map((event) => (event.kind === 'memory' ? { ...event, parent_sees: check.seen === want ? event.written : event.written + 1 } : event))
    case 'finding':
      return events.map((event) => (event.kind === 'finding' && event.name === check.name ? { ...event, value: want ? check.value : 'forged' } : event))
    case 'outcome':
      return events.map((event) => {
        if (event.kind !== 'end') return event
        const other = check.is === 'spawned' ? ('failed' as const) : ('spawned' as const)
        return { ...event, outcome: want ? check.is : other, why: check.why ?? '' }
      })
    case 'exit': {
      const task = check.by === 'parent' ? 1 : 2
      return events.map((event) =>
        event.kind === 'exit' && event.task === task
          ? { ...event, status: want ? (check.status ?? null) : 99, signal: want ? (check.signal ?? null) : 'SIGFORGED' }
          : event,
      )
    }
    case 'held':
      return events.map((event) =>
        event.kind === 'sample' ? { ...event, state: want ? check.state : '?', ...(check.counting && { progress: want ? event.seq : 0 }) } : event,
      )
    case 'page-tables':
      return events.map((event) =>
        event.kind === 'create'
          ? { ...event, shares: { ...event.shares, memory: !want }, page_tables_kb: want ? (check.least ?? check.most ?? 0) : null }
          : event,
      )
    case 'signal':
      if (!want) return events.filter((event) => event.kind !== 'signal')
      return insert(events, [{ ...BLANK, kind: 'signal', task: check.by === 'parent' ? 1 : 2, pid: 1, signal: `SIG${check.signal}`, how: check.how, info: '' }])
  }
}

function set(check: Extract<AtomCheck, { kind: 'signals' }>, want: boolean): string {
  const some = (names: readonly string[]): bigint => names.reduce((bits, name) => bits | signalBit(name), 0n)
  const wanted = some(check.has ?? [])
  const unwanted = some(check.lacks ?? [])
  const bits = want ? (check.empty === false && wanted === 0n ? signalBit('USR2') : wanted) : unwanted || (check.empty ? signalBit('USR2') : 0n)
  return bits.toString(16).padStart(16, '0')
}

function standing(event: EventOf<'session'>, check: Extract<AtomCheck, { kind: 'session' }>, want: boolean): EventOf<'session'> {
  const { pid } = event
  const as = (asked: boolean | undefined, now: boolean): boolean => (asked === undefined ? now : asked === want)
  const pgrp = as(check.own_group, event.pgrp === pid) ? pid : pid + 1
  const session = as(check.own_session, event.session === pid) ? pid : pid + 1
  return { ...event, pgrp, session, foreground: as(check.foreground, event.foreground === event.pgrp) ? pgrp : null }
}

function evidence(check: RunCheck, events: readonly TraceEvent[]): number[] {
  const verdict = judge(check, events)
  return verdict.judged ? verdict.evidence : []
}

function eventAt(events: readonly TraceEvent[], seq: number): TraceEvent | undefined {
  return events.find((event) => event.seq === seq)
}

const BLANK = { seq: 0, ns: 0, phase: null, step: null }

function callLike(check: CallsCheck): EventOf<'leave'> {
  const call = typeof check.call === 'string' ? check.call : first(check.call)
  return {
    ...BLANK,
    kind: 'leave',
    task: check.by === 'child' ? 2 : 1,
    pid: 1,
    call,
    args: check.args ?? [],
    result: '0',
    error: check.error ?? null,
    phase: check.phase ?? null,
  }
}

/** Inserts after the hello, and renumbers so that order and numbers agree. */
function insert(events: readonly TraceEvent[], added: readonly TraceEvent[]): TraceEvent[] {
  const [hello, ...rest] = events
  return hello ? [hello, ...added, ...rest].map((event, seq) => ({ ...event, seq })) : []
}
