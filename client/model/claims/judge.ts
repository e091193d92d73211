/**
 * Does a check hold in a run? Pure. Judges only a run that reached its end: in a run that was cut off, a missing event
 * may simply not have happened yet.
 */
import type { AtomCheck, CallsCheck, RunCheck } from '../../../protocol/claims.ts'
import type { EventKind, EventOf, TraceEvent } from '../../../protocol/events.ts'
import { signalBit } from './signalBit.ts'

/** `evidence`: the numbers of the events that decide the check, in order. `absent`: what decides it by not being there. */
export type Judgement = { judged: true; holds: boolean; evidence: number[]; absent: readonly Absence[] } | { judged: false; why: 'cut-off' | 'no-run' }

/** Nothing in the run is as `check` asks. */
export interface Absence {
  check: AtomCheck
  /** How many events of that kind the judge looked through: calls of that task in that phase, signals to it. */
  among: number
}

export function judge(check: RunCheck, events: readonly TraceEvent[]): Judgement {
  const end = events.at(-1)
  if (events[0]?.kind !== 'hello') return { judged: false, why: 'no-run' }
  if (end?.kind !== 'end' || !['spawned', 'failed', 'traced'].includes(end.outcome)) return { judged: false, why: 'cut-off' }
  const { holds, evidence, absent } = look(check, events)
  return { judged: true, holds, evidence: [...new Set(evidence)].toSorted((a, b) => a - b), absent }
}

interface Look {
  holds: boolean
  evidence: number[]
  absent: readonly Absence[]
}

/** What several looks have found. */
function together(holds: boolean, looks: readonly Look[]): Look {
  return { holds, evidence: looks.flatMap(({ evidence }) => evidence), absent: looks.flatMap(({ absent }) => absent) }
}

function look(check: RunCheck, events: readonly TraceEvent[]): Look {
  switch (check.kind) {
    case 'all': {
      const parts = check.of.map((part) => look(part, events))
      const against = parts.filter(({ holds }) => !holds)
      return together(against.length === 0, against.length > 0 ? against : parts)
    }
    case 'any': {
      const parts = check.of.map((part) => look(part, events))
      const pro = parts.filter(({ holds }) => holds)
      return together(pro.length > 0, pro.length > 0 ? pro : parts)
    }
    case 'not': {
      const found = look(check.of, events)
      return { ...found, holds: !found.holds }
    }
    default:
      return lookAtom(check, events)
  }
}

function lookAtom(check: AtomCheck, events: readonly TraceEvent[]): Look {
  switch (check.kind) {
    case 'calls': {
      const looked = events.filter((event) => isCall(event, check))
      const found = looked.filter((event) => isCallLike(event, check))
      return {
        holds: within(found.length, check),
        evidence: found.map(({ seq }) => seq),
        absent: found.length > 0 ? [] : [{ check, among: looked.length }],
      }
    }
    case 'create':
      return some(check, events, 'create', ({ flags, shares, stack, suspends }) => {
        const wanted = check.flags ?? []
        return (
          wanted.every((flag) => flags.includes(flag)) &&
          (check.memory ?? shares.memory) === shares.memory &&
          (check.stack ?? stack) === stack &&
          (check.suspends ?? suspends) === suspends
        )
      })
    case 'decision':
      return some(check, events, 'decide', ({ mechanism, conditions }) => {
        const condition = conditions.find(({ name }) => name === check.condition)
        return (check.mechanism ?? mechanism) === mechanism && (check.condition === undefined || condition?.held === (check.held ?? true))
      })
    case 'signals':
      return some(
        check,
        events.filter((event) => event.kind === 'passport' && event.stage === check.stage),
        'passport',
        (passport) => {
          const bits = BigInt(`0x${passport[check.set]}`)
          const has = (signal: string): boolean => (bits & signalBit(signal)) !== 0n
          return (
            (check.has ?? []).every(has) && !(check.lacks ?? []).some(has) && (check.empty === undefined || ((bits & ~LIBRARY_SIGNALS) === 0n) === check.empty)
          )
        },
      )
    case 'session':
      return some(
        check,
        events.filter((event) => event.kind === 'session' && event.stage === check.stage),
        'session',
        ({ pid, pgrp, session, foreground }) =>
          (check.own_group ?? pgrp === pid) === (pgrp === pid) &&
          (check.own_session ?? session === pid) === (session === pid) &&
          (check.foreground ?? foreground === pgrp) === (foreground === pgrp),
      )
    case 'memory':
      return some(
        check,
        events.filter((event) => event.kind === 'memory' && event.what === check.what),
        'memory',
        ({ written, parent_sees }) => (written === parent_sees) === check.seen,
      )
    case 'finding':
      return some(
        check,
        events.filter((event) => event.kind === 'finding' && event.name === check.name),
        'finding',
        ({ value }) => value === check.value,
      )
    case 'outcome':
      return some(check, events, 'end', ({ outcome, why }) => outcome === check.is && why.includes(check.why ?? ''))
    case 'exit':
      return some(
        check,
        events.filter((event) => event.kind === 'exit' && isBy(check.by, event.task)),
        'exit',
        ({ status, signal }) => (check.status ?? status) === status && (check.signal ?? signal) === signal,
      )
    case 'held': {
      const before = check.counting ? firstProgress(events) : -1
      return some(check, events, 'sample', ({ state, progress }) => state.startsWith(check.state) && progress > before)
    }
    case 'page-tables':
      return some(check, events, 'create', ({ page_tables_kb, shares }) => !shares.memory && page_tables_kb !== null && within(page_tables_kb, check))
    case 'signal':
      return some(
        check,
        events.filter((event) => event.kind === 'signal' && event.signal === `SIG${check.signal}` && isBy(check.by, event.task)),
        'signal',
        ({ how }) => how === check.how,
      )
  }
}

/** Signals 32 and 33 belong to glibc; "empty" means that no signal is set that a program can set. */
const LIBRARY_SIGNALS = 0x180000000n

/** Holds if an event of that kind satisfies the condition. The evidence is every event that does, or else all of that kind. */
function some<K extends EventKind>(check: AtomCheck, events: readonly TraceEvent[], kind: K, satisfies: (event: EventOf<K>) => boolean): Look {
  const all = events.filter((event): event is EventOf<K> => event.kind === kind)
  const pro = all.filter(satisfies)
  const shown = pro.length > 0 ? pro : all
  return { holds: pro.length > 0, evidence: shown.map(({ seq }) => seq), absent: shown.length > 0 ? [] : [{ check, among: amongOf(check, events) }] }
}

/** Only signals are counted; of everything else a run has one or none. */
function amongOf(check: AtomCheck, events: readonly TraceEvent[]): number {
  return check.kind === 'signal' ? events.filter((event) => event.kind === 'signal' && isBy(check.by, event.task)).length : 0
}

/** What the parent's other threads had counted when its child was first looked at. */
function firstProgress(events: readonly TraceEvent[]): number {
  const first = events.find((event) => event.kind === 'sample')
  return first?.kind === 'sample' ? first.progress : 0
}

type CallEvent = EventOf<'enter' | 'leave'>

/** Whether it is a call of the task and phase that the check speaks of. */
function isCall(event: TraceEvent, { by, phase, error }: CallsCheck): event is CallEvent {
  // A call that never returns (exit_group) has an enter only. An execve that worked has a leave too, which says 0.
  const counted = event.kind === 'leave' || (event.kind === 'enter' && error === undefined && NEVER_RETURNS.has(event.call))
  return counted && isBy(by, event.task) && (phase === undefined || event.phase === phase)
}

function isCallLike(event: CallEvent, { call, error, args = [] }: CallsCheck): boolean {
  const names = typeof call === 'string' ? [call] : call
  if (!names.includes(event.call)) return false
  if (error !== undefined && event.kind === 'leave' && event.error !== error) return false
  return args.every((part) => event.args.some((arg) => arg.includes(part)))
}

const NEVER_RETURNS: ReadonlySet<string> = new Set(['exit', 'exit_group'])

function isBy(who: 'parent' | 'child' | undefined, task: number): boolean {
  return who === undefined || (who === 'parent' ? task === 1 : task === 2)
}

function within(found: number, { least, most }: { least?: number | undefined; most?: number | undefined }): boolean {
  return found >= (least ?? (most === 0 ? 0 : 1)) && found <= (most ?? Number.POSITIVE_INFINITY)
}
