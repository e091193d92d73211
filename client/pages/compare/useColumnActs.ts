/** What a column can ask for, as functions that stay the same: a column is not drawn for what happens in another. */
import { useMemo, useRef } from 'react'
import type { ColumnChoice, LinkState } from '../../model/link.ts'

export interface ColumnActs {
  change: (at: number, choice: ColumnChoice) => void
  remove: (at: number) => void
  lead: (at: number) => void
}

interface ActingOn {
  columns: readonly ColumnChoice[]
  onLead: (column: number) => void
  onChange: (part: Partial<LinkState>) => void
}

export function useColumnActs(now: ActingOn): ColumnActs {
  const latest = useRef(now)
  latest.current = now
  return useMemo(
    () => ({
      change(at, choice) {
        const { columns, onChange } = latest.current
        onChange({ columns: columns.with(at, choice) })
      },
      remove(at) {
        const { columns, onChange } = latest.current
        onChange({ columns: columns.toSpliced(at, 1), focus: 0 })
      },
      lead: (at) => latest.current.onLead(at),
    }),
    [],
  )
}
