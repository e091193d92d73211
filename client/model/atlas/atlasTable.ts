/** The atlas as a table for a file. Its words are those of the data, in every language the same, so that a script can read it. Pure. */
import type { AtlasCell, AtlasRow } from '../../../protocol/atlas.ts'
import type { GridTable } from '../export/gridTable.ts'

const ABOUT = ['id', 'runtime', 'kind', 'release', 'libc', 'kernel'] as const

export function atlasTable(rows: readonly AtlasRow[], questions: readonly string[]): GridTable {
  return {
    head: [...ABOUT, ...questions],
    rows: rows.map((row) => [...ABOUT.map((key) => row[key] ?? ''), ...questions.map((id) => plainAnswer(row.cells[id]))]),
  }
}

/** `yes`, `depends:TERM+USR1` (those that are passed on), a word, or nanoseconds. A cell that was read says so: `no (read)`. */
function plainAnswer(cell: AtlasCell | undefined): string {
  if (!cell) return 'unknown'
  switch (cell.is) {
    case 'word':
      return read(cell.word, cell.source)
    case 'cost':
      return `${cell.ns} ns`
    case 'depends':
      return read(`depends:${(cell.parts ?? []).join('+')}`, cell.source)
    case 'none':
      return 'not offered'
    case 'unknown':
      return 'unknown'
    default:
      return read(cell.is, cell.source)
  }
}

const read = (answer: string, source: string | undefined): string => (source === undefined ? answer : `${answer} (read)`)
