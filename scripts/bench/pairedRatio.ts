import { median } from './median.ts'

/** The median of ours ÷ theirs in the same round: whatever else the machine did in a round fell upon both. */
export function pairedRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)))
}
