/** Lights the rows of the step under the cursor and brings them into view. */
import { useEffect } from 'react'
import { type Figure, stepAt } from '../../model/figure.ts'
import type { OpenTerminal } from './openTerminal.ts'
import type { Region } from './terminalRows.ts'

/** `drawn` changes when rows have come: then the row may be there at last. */
export function useFollow(open: OpenTerminal | null, figure: Figure | undefined, regionOf: () => Region, drawn: number): void {
  const step = figure && stepAt(figure)
  const seq = step?.seq
  const lastSeq = step?.lastSeq
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` says when to look again; the region is read when it is needed.
  useEffect(() => {
    if (!open || seq === undefined || lastSeq === undefined) return
    return open.show(seq, lastSeq, regionOf())
  }, [open, seq, lastSeq, drawn])
}
