/** Lights the rows of the step under the cursor and brings them into view. */
import { useEffect } from 'react'
import { type Figure, stepAt } from '../../model/figure.ts'
import type { OpenTerminal } from './openTerminal.ts'
import { endOf, lightRows, rowOf, showRow } from './terminalRows.ts'

export interface Region {
  /** Rows of the buffer, the last one left out. */
  from: number
  to: number
}

/** `drawn` changes when rows have come: then the row may be there at last. */
export function useFollow(open: OpenTerminal | null, figure: Figure | undefined, regionOf: () => Region, drawn: number): void {
  const step = figure && stepAt(figure)
  const seq = step?.seq
  const lastSeq = step?.lastSeq
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` says when to look again; the region is read when it is needed.
  useEffect(() => {
    if (!open || seq === undefined || lastSeq === undefined) return
    const { terminal } = open
    const { from, to } = regionOf()
    const first = rowOf(terminal.buffer.active, seq, from, to)
    if (!first || first.seq < seq) return
    const last = rowOf(terminal.buffer.active, lastSeq, first.row, to) ?? first
    // Whoever types at the prompt wants to see it.
    if (terminal.options.disableStdin || document.activeElement !== terminal.textarea) showRow(terminal, first.row)
    return lightRows(terminal, first.row, endOf(terminal.buffer.active, last.row))
  }, [open, seq, lastSeq, drawn])
}
