/**
 * Which run is in which column. A run stays as long as its column; a late one goes to its own column or nowhere. A run that has begun
 * stands beside the one that is shown, and takes its place once there is something to draw. Pure.
 */
import { type ColumnChoice, columnWord, type SharedSettings } from '../../model/link.ts'
import type { RunLog } from '../../store/runLog.ts'

interface AskedRun {
  log: RunLog
  /** The page's settings when the run was asked for. */
  asked: SharedSettings
}

export interface ShownRun extends AskedRun {
  /** A key for the column's choice: as long as it stays the same, so does the run. */
  word: string
  /** The run that has begun, and is not drawn yet. */
  coming: AskedRun | null
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
    return { word, log, asked: settings, coming: null }
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
    const word = columnWord(column)
    // Nothing is shown yet that could stay.
    if (!kept || kept.word !== word || kept.log.status === 'empty') return { word, log, asked: settings, coming: null }
    return { ...kept, coming: { log, asked: settings } }
  })
  return { shown, toRun }
}

/** The same with every run in place that has something to draw. */
export function drawn(shown: readonly ShownRun[]): ShownRun[] {
  return shown.map((one) => {
    const { word, coming } = one
    return coming && (coming.log.events.length > 0 || coming.log.isOver) ? { word, ...coming, coming: null } : one
  })
}

/** Replaces one run with another, wherever it still stands. */
export function replaced(shown: readonly ShownRun[], log: RunLog, by: RunLog): ShownRun[] {
  return shown.map((one) => {
    if (one.coming?.log === log) return { ...one, coming: { ...one.coming, log: by } }
    return one.log === log ? { ...one, log: by } : one
  })
}

/** The latest run of a column. */
export function latestOf({ log, coming }: ShownRun): RunLog {
  return coming?.log ?? log
}

/** Whether this run is the latest of a column. */
export function stands(shown: readonly ShownRun[], log: RunLog): boolean {
  return shown.some((one) => latestOf(one) === log)
}
