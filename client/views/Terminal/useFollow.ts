/** Highlights the rows of the step under the cursor and scrolls them into view. */
import { useEffect } from 'react'
import { type Figure, stepAt } from '../../model/figure.ts'
import type { OpenTerminal } from './openTerminal.ts'
import type { Region } from './terminalRows.ts'

/** `drawn` changes when rows have arrived, or other rows are looked at: the row may exist by then. */
export function useFollow(open: OpenTerminal | null, figure: Figure | undefined, regionOf: () => Region, drawn: string): void {
  const step = figure && stepAt(figure)
  const seq = step?.seq
  const lastSeq = step?.lastSeq
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` says when to look again; the region is read when it is needed.
  useEffect(() => {
    if (!open || seq === undefined || lastSeq === undefined) return
    return open.show(seq, lastSeq, regionOf())
  }, [open, seq, lastSeq, drawn])
}
