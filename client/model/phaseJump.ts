/** Where the cursor goes when it jumps from phase to phase. Pure. */
import type { Story } from './story.ts'

/** Forward: the first step of the next phase. Backward: the first step of this phase, then of the one before. */
export function nextPhase({ steps }: Story, cursor: number, direction: 1 | -1): number {
  const starts = steps.filter((step, at) => step.phase !== null && step.phase !== steps[at - 1]?.phase).map(({ index }) => index)
  if (direction === 1) return starts.find((start) => start > cursor) ?? steps.length - 1
  return starts.findLast((start) => start < cursor) ?? 0
}
