/** A Markdown bundle: the machine, the decisions, the calls of each phase with their event ids, and the signal sets. */
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import { PHASES } from '../../../protocol/phases.ts'
import { type Call, callsOf, spelled } from '../likeness/calls.ts'

type EvidenceWord =
  | 'program'
  | 'what'
  | 'value'
  | 'command'
  | 'kernel'
  | 'libc'
  | 'arch'
  | 'helper'
  | 'outcome'
  | 'cutOff'
  | 'condition'
  | 'held'
  | 'saw'
  | 'yes'
  | 'no'
  | 'outside'
  | 'task'
  | 'call'
  | 'passports'
  | 'stage'

/** The words that a language must have for the bundle. */
export interface EvidenceWords extends Record<EvidenceWord, string> {
  title: (strategy: string, edition: string) => string
}

export function evidence(events: readonly TraceEvent[], words: EvidenceWords): string {
  const hello = events.find((event) => event.kind === 'hello')
  const end = events.find((event) => event.kind === 'end')
  const sections = [
    `# ${words.title(hello?.strategy ?? words.program, hello?.edition ?? '')}`,
    environment(hello, end, words),
    ...decisions(events, words),
    ...phases(events, words),
    passports(events, words),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function environment(hello: EventOf<'hello'> | undefined, end: EventOf<'end'> | undefined, words: EvidenceWords): string {
  const rows: [string, string][] = hello
    ? [
        [words.command, code(hello.argv.join(' '))],
        [words.kernel, hello.kernel],
        [words.libc, hello.libc],
        [words.arch, hello.arch],
        ['uid', String(hello.uid)],
        [words.helper, hello.helper],
      ]
    : []
  rows.push([words.outcome, end ? `${end.outcome}: ${end.why}` : words.cutOff])
  return table([words.what, words.value], rows)
}

function decisions(events: readonly TraceEvent[], words: EvidenceWords): string[] {
  return events.flatMap((event) =>
    event.kind === 'decide'
      ? [
          `## decide: ${code(event.mechanism)} (#${event.seq})`,
          table(
            [words.condition, words.held, words.saw],
            event.conditions.map(({ name, held, saw }) => [code(name), held ? words.yes : words.no, cell(saw)]),
          ),
        ]
      : [],
  )
}

function phases(events: readonly TraceEvent[], words: EvidenceWords): string[] {
  const phaseOf = new Map(events.map(({ seq, phase }) => [seq, phase]))
  const calls = callsOf(events)
  const found = new Map<string | null, Call[]>([...PHASES, null].map((phase) => [phase, []]))
  for (const call of calls) found.get(phaseOf.get(call.seq) ?? null)?.push(call)
  return [...found].flatMap(([phase, calls]) =>
    calls.length === 0
      ? []
      : [
          `## ${phase ?? words.outside}`,
          table(
            ['#', words.task, words.call],
            calls.map((call) => [`#${call.seq}`, call.task === 1 ? 'P' : call.task === 2 ? 'C' : `C${call.task}`, code(`${spelled(call)} = ${call.result}`)]),
          ),
        ],
  )
}

function passports(events: readonly TraceEvent[], words: EvidenceWords): string {
  const found = events.filter((event) => event.kind === 'passport')
  if (found.length === 0) return ''
  const rows = found.map(({ seq, stage, task, SigPnd, ShdPnd, SigBlk, SigIgn, SigCgt }) => [
    `#${seq}`,
    stage,
    String(task),
    ...[SigPnd, ShdPnd, SigBlk, SigIgn, SigCgt].map(code),
  ])
  return `## ${words.passports}\n\n${table(['#', words.stage, words.task, 'SigPnd', 'ShdPnd', 'SigBlk', 'SigIgn', 'SigCgt'], rows)}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Escapes, because the traced program may print both: a bar would end the cell, a backtick the code. */
function cell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
function code(text: string): string {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  const fence = '`'.repeat(longest + 1)
  const edge = longest > 0 ? ' ' : ''
  return `${fence}${edge}${text.replaceAll('|', '\\|')}${edge}${fence}`
}
