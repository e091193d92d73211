/** Which run stands in which column. A run is kept as long as its column is; what comes late goes where it belongs, or nowhere. Pure. */
import { type ColumnChoice, columnWord } from '../../model/link.ts'
import type { RunLog } from '../../store/runLog.ts'

export interface Shown {
  /** The column's choice in a word: as long as it stands, its run is kept. */
  word: string
  log: RunLog
}

/** The columns were chosen anew. `empty`: the logs that nothing is in yet, each with the place of its column. */
export function chosen(
  before: readonly Shown[],
  columns: readonly ColumnChoice[],
  newLog: () => RunLog,
): { shown: Shown[]; empty: { at: number; log: RunLog }[] } {
  const empty: { at: number; log: RunLog }[] = []
  const shown = columns.map((column, at): Shown => {
    const word = columnWord(column)
    const kept = before[at]?.word === word ? before[at] : before.find((other) => other.word === word)
    if (kept) return kept
    const log = newLog()
    empty.push({ at, log })
    return { word, log }
  })
  return { shown, empty }
}

/** Some columns are run: their logs are new. A stored run stays what it was. */
export function asked(
  before: readonly Shown[],
  columns: readonly ColumnChoice[],
  wanted: (log: RunLog | undefined) => boolean,
  newLog: () => RunLog,
): { shown: Shown[]; toRun: { column: ColumnChoice; log: RunLog }[] } {
  const toRun: { column: ColumnChoice; log: RunLog }[] = []
  const shown = columns.map((column, at): Shown => {
    const kept = before[at]
    const runs = column.recording === undefined && wanted(kept?.log)
    if (kept && !runs) return kept
    const log = newLog()
    if (runs) toRun.push({ column, log })
    return { word: columnWord(column), log }
  })
  return { shown, toRun }
}

/** One run in place of another, wherever that still stands. */
export function replaced(shown: readonly Shown[], log: RunLog, by: RunLog): Shown[] {
  return shown.map((one) => (one.log === log ? { ...one, log: by } : one))
}

/** Whether a run still stands in a column. */
export function stands(shown: readonly Shown[], log: RunLog): boolean {
  return shown.some((one) => one.log === log)
}
