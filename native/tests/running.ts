/** Runs the real helper and decodes its events. Shared by the tests of the helper. */
import { spawnSync } from 'node:child_process'
import { expect } from 'vitest'
import { decodeCatalog, decodeEvent } from '../../protocol/decode.ts'
import type { EventKind, EventOf, TraceEvent } from '../../protocol/events.ts'
import { HELPER } from './liveRuns.ts'
import { patient } from './patience.ts'

const BIT = { INT: 2, QUIT: 3, USR1: 10, PIPE: 13, TERM: 15, RTMIN: 32 } as const

export function helper(...argv: string[]) {
  return spawnSync(HELPER, patient(argv), { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/** Every strategy that this helper has, as `describe` names them. */
export function strategyIds(): string[] {
  const catalog = decodeCatalog(helper('describe').stdout ?? '')
  return catalog.ok ? catalog.value.strategies.map(({ id }) => id) : []
}

/** `spawnscope run STRATEGY …`. A line that cannot be decoded fails the test. */
export function runOf(strategy: string, ...flags: string[]) {
  const { stdout, status, stderr } = helper('run', strategy, ...flags)
  return { events: decodeEvents(stdout), status, stderr }
}

/** A line that cannot be decoded fails the test. */
export function decodeEvents(ndjson: string): TraceEvent[] {
  const verdicts = ndjson.trimEnd().split('\n').map(decodeEvent)
  expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
  return verdicts.flatMap((verdict) => (verdict.ok ? [verdict.value] : []))
}

export const of = <K extends EventKind>(events: TraceEvent[], kind: K) => events.filter((event): event is EventOf<K> => event.kind === kind)
export const passport = (events: TraceEvent[], stage: EventOf<'passport'>['stage']) => of(events, 'passport').find((event) => event.stage === stage)
/** Is the signal in a set of /proc/PID/status? */
export const has = (set: string | undefined, signal: keyof typeof BIT) => ((BigInt(`0x${set}`) >> BigInt(BIT[signal] - 1)) & 1n) === 1n

/** glibc before 2.38 resets dispositions one by one, and leaves its own two ignored. */
export function oldLibrary(events: TraceEvent[]): boolean {
  const minor = /^glibc 2\.(\d+)/.exec(of(events, 'hello')[0]?.libc ?? '')?.[1]
  return minor !== undefined && Number(minor) < 38
}
