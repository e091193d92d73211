/** What a compiler said, as places in the files. Whatever is not understood stays in the text, which the page shows too. Pure. */
import type { Diagnostic, OwnLanguage } from '../../protocol/own.ts'
import { SOURCE_FOLDER } from './toolchains.ts'

/** More is of no use to a reader. */
const MOST = 50
const TEXT_CHARS = 500

type Found = { file: string; line: string; column?: string | undefined; severity?: string | undefined; text: string }

const grouped = (pattern: RegExp) => (said: string) => [...said.matchAll(pattern)].map(({ groups }) => groups as unknown as Found)

/** FILE:LINE:COLUMN: SEVERITY: TEXT, as gcc and clang have it. */
const LIKE_C = grouped(/^(?<file>[\w./]+):(?<line>\d+):(?<column>\d+): (?:fatal )?(?<severity>error|warning|note): (?<text>.+)$/gm)
const READERS: Record<OwnLanguage, (said: string) => Found[]> = {
  c: LIKE_C,
  rust: grouped(/^(?<severity>error|warning)(?:\[\w+\])?: (?<text>.+)\n +--> (?<file>[\w./]+):(?<line>\d+):(?<column>\d+)$/gm),
  go: grouped(/^(?<file>[\w./]+\.go):(?<line>\d+):(?:(?<column>\d+):)? (?<text>.+)$/gm),
  nim: grouped(/^(?<file>[\w./]+)\((?<line>\d+), (?<column>\d+)\) (?<severity>Error|Warning|Hint): (?<text>.+)$/gm),
  ruby: grouped(/^(?<file>[\w./]+):(?<line>\d+): (?:(?<severity>warning): )?(?<text>.+)$/gm),
  python: grouped(/File "(?<file>[\w./]+)", line (?<line>\d+)\n(?:.*\n)*?(?<text>\w+(?:Error|Warning): .+)$/gm),
  node: grouped(/^(?<file>[\w./]+):(?<line>\d+)\n(?:.*\n)*?(?<text>SyntaxError: .+)$/gm),
}

export function diagnosticsOf(language: OwnLanguage, said: string): Diagnostic[] {
  return READERS[language](said)
    .slice(0, MOST)
    .map(({ file, line, column, severity = 'error', text }) => ({
      file: file.replace(/^.*\//, ''),
      line: placeOf(line),
      column: placeOf(column),
      severity: severityOf(severity),
      text: text.slice(0, TEXT_CHARS),
    }))
}

/** Null for what is no place. */
function placeOf(digits: string | undefined): number | null {
  const number = Number(digits)
  return Number.isSafeInteger(number) && number > 0 ? number : null
}

function severityOf(word: string): Diagnostic['severity'] {
  const lower = word.toLowerCase()
  return lower === 'warning' ? 'warning' : lower === 'note' || lower === 'hint' ? 'note' : 'error'
}

/** The compiler's text for a reader: files by their names, no control characters but line ends and tabs. */
export function saidToReader(said: string): string {
  return said.replaceAll(`${SOURCE_FOLDER}/`, '').replace(/[^\P{Cc}\n\t]/gu, '')
}
