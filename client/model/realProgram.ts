import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { helloOf } from './helloOf.ts'
import type { ColumnChoice } from './link.ts'

/** The strategy whose real program ran, found by the run's command: the server starts nothing else from that folder. Pure. */
export function realProgramOf(events: readonly TraceEvent[]): string | undefined {
  const hello = helloOf(events)
  if (hello?.strategy !== null) return undefined
  return hello.argv.map((word) => /\/specimens\/(\w+)/.exec(word)?.[1]).find((strategy) => strategy !== undefined)
}

/** Of a longer command the beginning tells enough. */
const TITLE_CHARS = 48

/** The program that a trace was made of, with its arguments. Empty if its first line does not say. */
export function tracedWords(events: readonly TraceEvent[]): readonly string[] {
  const argv = helloOf(events)?.argv ?? []
  const at = argv.indexOf('--')
  return at < 0 ? [] : argv.slice(at + 1)
}

/** The command that a trace of any program was made of: "sh -c date". Of a visitor's own program, its file: "main.py". */
export function tracedProgram(events: readonly TraceEvent[]): string | undefined {
  const words = tracedWords(events)
  if (helloOf(events)?.strategy !== null || words.length === 0) return undefined
  return words.find((word) => word.startsWith('/own/'))?.slice('/own/'.length) ?? words.join(' ').slice(0, TITLE_CHARS)
}

/** The release that a recording of a real program names: "Go 1.26.8". The note's last word is the setting (scripts/record/main.ts). */
export function recordedName(events: readonly TraceEvent[]): string | undefined {
  const note = events.find((event) => event.kind === 'note' && event.code === 'specimen')
  return note?.kind === 'note' ? /^(.*) \S+$/.exec(note.text)?.[1] : undefined
}

/** The strategy whose code a column shows; '' if the code is not ours to show. */
export function codeBehind({ strategy, specimen }: ColumnChoice, hello: EventOf<'hello'> | undefined): string {
  return specimen !== undefined || hello?.strategy === null ? '' : (hello?.strategy ?? strategy)
}
