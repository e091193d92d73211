/** One page of the list of a log's starts. Pure. */
import type { OpenedLog } from '../../model/import/openedLog.ts'
import type { Start } from '../../model/import/starts.ts'

export interface StartPage {
  search: string
  from: number
  rows: readonly Start[]
  /** How many the search leaves, and how many there are. */
  found: number
  all: number
}

export const PAGE_ROWS = 20

export function startPage(log: OpenedLog, search: string, from: number): StartPage {
  const found = log.found(search)
  return { search, from, rows: found.slice(from, from + PAGE_ROWS), found: found.length, all: log.starts.length }
}
