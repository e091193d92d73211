/** Which run is in which column. A run stays as long as its column; a late one goes to its own column or nowhere. Pure. */
import { type ColumnChoice, columnWord, type SharedSettings } from '../../model/link.ts'
import type { RunLog } from '../../store/runLog.ts'

export interface ShownRun {
  /** A key for the column's choice: as long as it stays the same, so does the run. */
  word: string
  log: RunLog
  /** The page's settings when the run was asked for. */
  asked: SharedSettings
}

/** The reader changed the columns. `empty`: the logs that are still to be filled, each with the index of its column. */
export function chosen(
  before: readonly ShownRun[],
  columns: readonly ColumnChoice[],
  settings: SharedSettings,
  newLog: () => RunLog,
): { shown: ShownRun[]; empty: { at: number; log: RunLog }[] } {
  const empty: { at: number; log: RunLog }[] = []
  const shown = columns.map((column, at): ShownRun => {
    const word = columnWord(column)
    const kept = before[at]?.word === word ? before[at] : before.find((other) => other.word === word)
    if (kept) return kept
    const log = newLog()
    empty.push({ at, log })
    return { word, log, asked: settings }
  })
  return { shown, empty }
}

/** Runs some columns into new logs. A stored run stays as it is. */
export function asked(
  before: readonly ShownRun[],
  columns: readonly ColumnChoice[],
  settings: SharedSettings,
  wanted: (log: RunLog | undefined) => boolean,
  newLog: () => RunLog,
): { shown: ShownRun[]; toRun: { column: ColumnChoice; log: RunLog }[] } {
  const toRun: { column: ColumnChoice; log: RunLog }[] = []
  const shown = columns.map((column, at): ShownRun => {
    const kept = before[at]
    const runs = column.recording === undefined && wanted(kept?.log)
    if (kept && !runs) return kept
    const log = newLog()
    if (runs) toRun.push({ column, log })
    return { word: columnWord(column), log, asked: settings }
  })
  return { shown, toRun }
}

/** Replaces one run with another, wherever it is still shown. */
export function replaced(shown: readonly ShownRun[], log: RunLog, by: RunLog): ShownRun[] {
  return shown.map((one) => (one.log === log ? { ...one, log: by } : one))
}

/** Whether a column still shows this run. */
export function stands(shown: readonly ShownRun[], log: RunLog): boolean {
  return shown.some((one) => one.log === log)
}
