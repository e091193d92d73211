/** The few figures in which runs side by side differ, counted from the events. Pure. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { factsOf } from './facts.ts'
import { passportAt, stateOf } from './passport.ts'

export const ASPECTS = ['outcome', 'mechanism', 'memory', 'stack', 'sleep', 'calls', 'visited', 'reset', 'blocked', 'ignored'] as const
export type Aspect = (typeof ASPECTS)[number]

/** One aspect over all runs. Null for a run that does not show it. */
export interface Difference {
  aspect: Aspect
  /** A number, a name, or 'yes' and 'no'. */
  values: (number | string | null)[]
}

const SIGNALS = Array.from({ length: 64 }, (_, n) => n + 1)

/** Only what differs between at least two of the runs. */
export function differencesOf(runs: readonly (readonly TraceEvent[])[]): Difference[] {
  // One run differs from nothing; do not count a long run in vain.
  if (runs.length < 2) return []
  const aspects = runs.map(aspectsOf)
  return ASPECTS.flatMap((aspect): Difference[] => {
    const values = aspects.map((one) => one[aspect])
    const known = new Set(values.filter((value) => value !== null))
    return known.size > 1 ? [{ aspect, values }] : []
  })
}

function aspectsOf(events: readonly TraceEvent[]): Record<Aspect, number | string | null> {
  const { decide, create, outcome } = factsOf(events)
  const start = passportAt(events, 'child-start')
  const before = passportAt(events, 'before-exec')
  const after = passportAt(events, 'after-exec')
  const window = windowOf(events)
  const count = (holds: (number: number) => boolean): number => SIGNALS.filter(holds).length
  return {
    outcome: outcome?.outcome ?? null,
    mechanism: decide?.mechanism ?? null,
    memory: create && create.by !== 'unknown' ? yesNo(create.shares.memory) : null,
    stack: create && create.by !== 'unknown' ? create.stack : null,
    sleep: create && create.by !== 'unknown' ? yesNo(create.suspends) : null,
    calls: window?.length ?? null,
    visited: window ? new Set(window.filter(({ call }) => call === 'rt_sigaction').map(({ args }) => args[0])).size : null,
    reset: start && before ? count((number) => stateOf(start, number).disposition !== 'default' && stateOf(before, number).disposition === 'default') : null,
    blocked: after ? count((number) => stateOf(after, number).blocked) : null,
    ignored: after ? count((number) => stateOf(after, number).disposition === 'ignored') : null,
  }
}

/** The calls of the first child between its birth and its exec. */
function windowOf(events: readonly TraceEvent[]): EventOf<'enter'>[] | null {
  const child = factsOf(events).create?.child
  if (child === undefined) return null
  const last = events.findLastIndex((event) => event.kind === 'exec' && event.task === child)
  return events
    .slice(0, last === -1 ? events.length : last)
    .filter((event): event is EventOf<'enter'> => event.kind === 'enter' && event.task === child && event.call !== 'execve')
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** For each run, the calls that no other run makes in the same phase, as "phase:call". */
export function onlyHere(runs: readonly (readonly TraceEvent[])[]): Set<string>[] {
  if (runs.length < 2) return runs.map(() => new Set())
  const made = runs.map(
    (events) => new Set(events.flatMap((event) => (event.kind === 'enter' && event.phase !== null ? [`${event.phase}:${event.call}`] : []))),
  )
  return made.map((own, at) => new Set([...own].filter((key) => made.every((other, n) => n === at || other.size === 0 || !other.has(key)))))
}
