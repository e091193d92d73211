/**
 * The evidence of a judgement as a page names it: "clone3, step 5", with the very number that the stepper shows, and the line of
 * the terminal or of /proc that a reader can check. Pure.
 */
import type { AtomCheck, RunCheck } from '../../protocol/claims.ts'
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { threadAt } from './moment.ts'
import type { FactStep, Step, Story } from './story.ts'
import { addLine, type LineWords, NO_LINES } from './straceLines.ts'
import { letterOf } from './taskLetter.ts'

/** What an event is called. `reading`: of /proc, the signal sets or the place among jobs, which belongs to the step before it. */
export type EvidenceName =
  | { is: 'call'; call: string }
  | { is: 'fact'; fact: Exclude<FactStep['event']['kind'], 'memory' | 'note'> | EventOf<'memory'>['what'] }
  | { is: 'reading'; of: 'passport' | 'session'; stage: EventOf<'passport'>['stage'] }
  | { is: 'end' }

export interface Evidence {
  event: TraceEvent
  name: EvidenceName
  /** The step that holds the event, or the one before it. Undefined if the story has none yet. */
  step: Step | undefined
  /** The event is the step or a part of it, so the step's sentence speaks of it. */
  isStep: boolean
  letter: string
}

/** The events with these numbers, in order. A number that the log does not have is left out. */
export function evidenceOf(seqs: readonly number[], events: readonly TraceEvent[], story: Story): Evidence[] {
  const wanted = new Set(seqs)
  return events.flatMap((event): Evidence[] => {
    if (!wanted.has(event.seq)) return []
    const step = story.steps[story.at(event.seq)]
    const name = nameOf(event, step)
    if (!name) return []
    const isStep = step !== undefined && event.seq >= step.seq && event.seq <= step.lastSeq
    return [{ event, name, step, isStep, letter: letterOf(event.task, step !== undefined && threadAt(step.moment, event.task)) }]
  })
}

/** The evidence is called by what it is; an event that is no step, no call and no reading is none. */
function nameOf(event: TraceEvent, step: Step | undefined): EvidenceName | undefined {
  if (event.kind === 'enter' || event.kind === 'leave') return { is: 'call', call: event.call }
  if (event.kind === 'passport' || event.kind === 'session') return { is: 'reading', of: event.kind, stage: event.stage }
  if (event.kind === 'end') return { is: 'end' }
  if (event.kind === 'memory') return { is: 'fact', fact: event.what }
  const fact = step?.kind === 'fact' ? step.event : undefined
  return fact?.kind === event.kind && fact.kind !== 'note' ? { is: 'fact', fact: fact.kind } : undefined
}

/** Names the signals of a set in /proc. */
export type NameSet = (set: string) => string

/** What a reader can check, as the terminal or /proc has it. None if the step's sentence already says all. */
export function evidenceLines({ event }: Evidence, check: RunCheck, words: LineWords, signalsIn: NameSet): string[] {
  const atoms = atomsOf(check)
  switch (event.kind) {
    case 'enter':
      return [`${event.call}(${event.args.join(', ')}) = ?`]
    case 'leave':
      return [`${event.call}(${event.args.join(', ')}) = ${event.result}`]
    case 'passport': {
      const sets = atoms.flatMap((atom) => (atom.kind === 'signals' && atom.stage === event.stage ? [atom.set] : []))
      return [...new Set(sets)].map((set) => `${set}: ${event[set]} ${signalsIn(event[set])}`.trim())
    }
    case 'session':
      // The fields of /proc/PID/stat, in its order.
      return [`pid: ${event.pid}, pgrp: ${event.pgrp}, session: ${event.session}, tpgid: ${event.foreground ?? -1}`]
    case 'decide': {
      const asked = new Set(atoms.flatMap((atom) => (atom.kind === 'decision' && atom.condition !== undefined ? [atom.condition] : [])))
      return event.conditions.flatMap(({ name, held, saw }) => (asked.has(name) ? [`${held ? '✓' : '–'} ${name}: ${saw}`] : []))
    }
    case 'create':
      return atoms.some(({ kind }) => kind === 'page-tables') && event.page_tables_kb !== null
        ? [`VmPTE: ${event.page_tables_kb} kB`]
        : [`${event.call} flags=${event.flags.join('|') || '0'}`]
    default:
      return terminalLine(event, words)
  }
}

/** The terminal's line without its colours and without the number of the event, which no page shows. */
function terminalLine(event: TraceEvent, words: LineWords): string[] {
  const [, text] = addLine(NO_LINES, event, words)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal's colours begin with an escape.
  const plain = text.replace(/\u001b\[\d+m/g, '').trim()
  return plain === '' ? [] : [plain.replace(/^\d+ [PCT]\d* +\d+ +/, '')]
}

/** Every check within a check. */
function atomsOf(check: RunCheck): AtomCheck[] {
  if (check.kind === 'all' || check.kind === 'any') return check.of.flatMap(atomsOf)
  return check.kind === 'not' ? atomsOf(check.of) : [check]
}

/** What is not in a run, for words: "no getcwd among 23 calls of the child". */
export type AbsenceSaid =
  | {
      is: 'calls'
      calls: readonly string[]
      args: readonly string[]
      /** The errno by name; null: one that succeeded; undefined: any. */
      error: string | null | undefined
      by: 'parent' | 'child' | undefined
      phase: TraceEvent['phase'] | undefined
    }
  | { is: 'signal'; signal: string; by: 'parent' | 'child' }
  | { is: 'reading'; stage: EventOf<'passport'>['stage'] }
  | { is: 'finding'; name: string }
  | { is: 'event'; kind: Exclude<AtomCheck['kind'], 'calls' | 'signal' | 'signals' | 'finding'> }

export function absenceSaid(check: AtomCheck): AbsenceSaid {
  switch (check.kind) {
    case 'calls': {
      const { call, args = [], error, by, phase } = check
      return { is: 'calls', calls: typeof call === 'string' ? [call] : call, args, error, by, phase }
    }
    case 'signal':
      return { is: 'signal', signal: `SIG${check.signal}`, by: check.by }
    case 'signals':
      return { is: 'reading', stage: check.stage }
    case 'finding':
      return { is: 'finding', name: check.name }
    default:
      return { is: 'event', kind: check.kind }
  }
}
