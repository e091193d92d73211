/** What changed from one release of a runtime to the next, as the atlas answers it. Pure. */
import type { AtlasCell, AtlasRow } from '../../../protocol/atlas.ts'

export interface AtlasChange {
  question: string
  before: AtlasCell
  now: AtlasCell
}

/** A release and what is new in it. The first has nothing to be compared with. */
export interface AtlasStep {
  row: AtlasRow
  changes: AtlasChange[]
}

/** Of each runtime its editions in order, or its real programs where nothing re-creates it. Only runtimes with two or more. */
export function linesOfTime(rows: readonly AtlasRow[]): AtlasStep[][] {
  const runtimes = [...new Set(rows.map(({ of }) => of))]
  return runtimes.flatMap((of) => {
    const mine = rows.filter((row) => row.of === of)
    const ours = mine.filter(({ kind }) => kind === 'ours')
    const line = ours.length > 0 ? ours : mine
    return line.length > 1 ? [line.map((row, at) => ({ row, changes: changesBetween(line[at - 1], row) }))] : []
  })
}

function changesBetween(before: AtlasRow | undefined, now: AtlasRow): AtlasChange[] {
  if (!before) return []
  return Object.entries(now.cells).flatMap(([question, cell]): AtlasChange[] => {
    const old = before.cells[question]
    return old && isAnswer(old) && isAnswer(cell) && answer(old) !== answer(cell) ? [{ question, before: old, now: cell }] : []
  })
}

/** A cost is a figure of one machine, and what nobody looked at is no answer. */
const isAnswer = ({ is }: AtlasCell): boolean => is !== 'unknown' && is !== 'cost'

function answer(cell: AtlasCell): string {
  return cell.is === 'word' ? cell.word : cell.is === 'depends' ? `depends ${cell.parts?.join(' ')}` : cell.is
}
