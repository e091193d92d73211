/**
 * Does a check hold in a run? Pure. Judges only a run that reached its end: in a run that was cut off, a missing event
 * may simply not have happened yet.
 */
import type { AtomCheck, CallsCheck, RunCheck } from '../../../protocol/claims.ts'
import type { EventKind, EventOf, TraceEvent } from '../../../protocol/events.ts'
import { signalBit } from './signalBit.ts'

/** `evidence`: the numbers of the events that decide the check, in order. */
export type Judgement = { judged: true; holds: boolean; evidence: number[] } | { judged: false; why: 'cut-off' | 'no-run' }

export function judge(check: RunCheck, events: readonly TraceEvent[]): Judgement {
  const end = events.at(-1)
  if (events[0]?.kind !== 'hello') return { judged: false, why: 'no-run' }
  if (end?.kind !== 'end' || !['spawned', 'failed', 'traced'].includes(end.outcome)) return { judged: false, why: 'cut-off' }
  const { holds, evidence } = look(check, events)
  return { judged: true, holds, evidence: [...new Set(evidence)].toSorted((a, b) => a - b) }
}

interface Look {
  holds: boolean
  evidence: number[]
}

function look(check: RunCheck, events: readonly TraceEvent[]): Look {
  switch (check.kind) {
    case 'all': {
      const parts = check.of.map((part) => look(part, events))
      const against = parts.filter(({ holds }) => !holds)
      return { holds: against.length === 0, evidence: (against.length > 0 ? against : parts).flatMap(({ evidence }) => evidence) }
    }
    case 'any': {
      const parts = check.of.map((part) => look(part, events))
      const pro = parts.filter(({ holds }) => holds)
      return { holds: pro.length > 0, evidence: (pro.length > 0 ? pro : parts).flatMap(({ evidence }) => evidence) }
    }
    case 'not': {
      const { holds, evidence } = look(check.of, events)
      return { holds: !holds, evidence }
    }
    default:
      return lookAtom(check, events)
  }
}

function lookAtom(check: AtomCheck, events: readonly TraceEvent[]): Look {
  switch (check.kind) {
    case 'calls': {
      const found = callsOf(check, events)
      const holds = within(found.length, check)
      // The evidence for a missing event is the window in which it would have stood.
      return { holds, evidence: found.length > 0 ? found.map(({ seq }) => seq) : windowOf(events) }
    }
    case 'create':
      return some(events, 'create', ({ flags, shares, stack, suspends }) => {
        const wanted = check.flags ?? []
        return (
          wanted.every((flag) => flags.includes(flag)) &&
          (check.memory ?? shares.memory) === shares.memory &&
          (check.stack ?? stack) === stack &&
          (check.suspends ?? suspends) === suspends
        )
      })
    case 'decision':
      return some(events, 'decide', ({ mechanism, conditions }) => {
        const condition = conditions.find(({ name }) => name === check.condition)
        return (check.mechanism ?? mechanism) === mechanism && (check.condition === undefined || condition?.held === (check.held ?? true))
      })
    case 'signals':
      return some(
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
    case 'memory':
      return some(
        events.filter((event) => event.kind === 'memory' && event.what === check.what),
        'memory',
        ({ written, parent_sees }) => (written === parent_sees) === check.seen,
      )
    case 'finding':
      return some(
        events.filter((event) => event.kind === 'finding' && event.name === check.name),
        'finding',
        ({ value }) => value === check.value,
      )
    case 'outcome':
      return some(events, 'end', ({ outcome, why }) => outcome === check.is && why.includes(check.why ?? ''))
    case 'exit':
      return some(
        events.filter((event) => event.kind === 'exit' && isBy(check.by, event.task)),
        'exit',
        ({ status, signal }) => (check.status ?? status) === status && (check.signal ?? signal) === signal,
      )
    case 'held':
      return some(events, 'sample', ({ state }) => state.startsWith(check.state))
    case 'page-tables':
      return some(events, 'create', ({ page_tables_kb, shares }) => !shares.memory && page_tables_kb !== null && within(page_tables_kb, check))
    case 'signal':
      return some(
        events.filter((event) => event.kind === 'signal' && event.signal === `SIG${check.signal}` && isBy(check.by, event.task)),
        'signal',
        ({ how }) => how === check.how,
      )
  }
}

/** Signals 32 and 33 belong to glibc; "empty" means that no signal is set that a program can set. */
const LIBRARY_SIGNALS = 0x180000000n

/** Holds if an event of that kind satisfies the condition. The evidence is every event that does, or else all of that kind. */
function some<K extends EventKind>(events: readonly TraceEvent[], kind: K, satisfies: (event: EventOf<K>) => boolean): Look {
  const all = events.filter((event): event is EventOf<K> => event.kind === kind)
  const pro = all.filter(satisfies)
  const shown = pro.length > 0 ? pro : all
  return { holds: pro.length > 0, evidence: shown.length > 0 ? shown.map(({ seq }) => seq) : windowOf(events) }
}

function callsOf(check: CallsCheck, events: readonly TraceEvent[]): TraceEvent[] {
  const names = typeof check.call === 'string' ? [check.call] : check.call
  return events.filter((event) => {
    // A call that never returns (exit_group) has an enter only. An execve that worked has a leave too, which says 0.
    const counted = event.kind === 'leave' || (event.kind === 'enter' && check.error === undefined && NEVER_RETURNS.has(event.call))
    if (!counted || !names.includes(event.call) || !isBy(check.by, event.task)) return false
    if (check.phase !== undefined && event.phase !== check.phase) return false
    if (check.error !== undefined && event.kind === 'leave' && event.error !== check.error) return false
    return (check.args ?? []).every((part) => event.args.some((arg) => arg.includes(part)))
  })
}

const NEVER_RETURNS: ReadonlySet<string> = new Set(['exit', 'exit_group'])

function isBy(who: 'parent' | 'child' | undefined, task: number): boolean {
  return who === undefined || (who === 'parent' ? task === 1 : task === 2)
}

function within(found: number, { least, most }: { least?: number | undefined; most?: number | undefined }): boolean {
  return found >= (least ?? (most === 0 ? 0 : 1)) && found <= (most ?? Number.POSITIVE_INFINITY)
}

/** From the child's creation to its exec: where a spawn happens. */
function windowOf(events: readonly TraceEvent[]): number[] {
  return events.flatMap(({ kind, seq }) => (kind === 'create' || kind === 'exec' || kind === 'end' ? [seq] : []))
}
