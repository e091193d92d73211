/** A line of the traced program's own sources: as the mark of a step, and how many calls each line made. Pure. */
import type { TraceEvent, Where } from '../../protocol/events.ts'

/** A mark that no step of ours has: their names have no colon. */
export const lineMark = ({ file, line }: Pick<Where, 'file' | 'line'>): string => `${file}:${line}`

/** The line that a mark names; undefined: it names a step of a strategy. */
export function lineOf(mark: string | null): Pick<Where, 'file' | 'line'> | undefined {
  const [, file, line] = /^(.+):(\d+)$/.exec(mark ?? '') ?? []
  return file === undefined ? undefined : { file, line: Number(line) }
}

export interface LineCounts {
  /** Calls by line, for one file. */
  lines: ReadonlyMap<number, number>
  /** Whether a call could be traced back to a line of any file. */
  known: boolean
  /** Calls of the same program that no line of any file led to, by their names: the most frequent first. */
  others: ReadonlyMap<string, number>
}

/** Tells of each event, in their order, whether it is of another program: one that the traced program or a child of it has become by exec. */
export function ofOtherProgram(): (event: TraceEvent) => boolean {
  const others = new Set<number>()
  let begun = false
  return (event) => {
    const other = others.has(event.task)
    if (event.kind === 'create' && other) others.add(event.child)
    if (event.kind === 'exec') {
      // The first is that of the program itself.
      if (begun) others.add(event.task)
      begun = true
    }
    return other
  }
}

export function lineCounts(events: readonly TraceEvent[], file: string): LineCounts {
  const lines = new Map<number, number>()
  const isOther = ofOtherProgram()
  const others = new Map<string, number>()
  let known = false
  for (const event of events) {
    if (isOther(event) || event.kind !== 'enter') continue
    const [first] = event.where ?? []
    if (first) known = true
    else others.set(event.call, (others.get(event.call) ?? 0) + 1)
    if (first?.file === file) lines.set(first.line, (lines.get(first.line) ?? 0) + 1)
  }
  return { lines, known, others: new Map([...others].toSorted(([, a], [, b]) => b - a)) }
}

const CALLS: ReadonlySet<TraceEvent['kind']> = new Set(['enter', 'leave', 'create', 'exec'])

/** What led to an event of the program: lines, the innermost first, or none of its own. */
export type LedBy = readonly Where[] | 'runtime'

/** By the number of the event. Events of other programs have none; nor has any where no line is known at all. */
export function ledBy(events: readonly TraceEvent[]): ReadonlyMap<number, LedBy> {
  const found = new Map<number, LedBy>()
  const isOther = ofOtherProgram()
  const calls = new Map<number, LedBy>()
  let known = false
  for (const event of events) {
    if (isOther(event)) continue
    if (event.kind === 'enter' || event.kind === 'create' || event.kind === 'exec') {
      known ||= event.where !== undefined
      calls.set(event.task, event.where ?? 'runtime')
    }
    const by = calls.get(event.task)
    // Of what is no call, a line says enough: whoever sleeps does so in that line's call.
    if (by && (by !== 'runtime' || CALLS.has(event.kind))) found.set(event.seq, by)
  }
  return known ? found : new Map()
}
