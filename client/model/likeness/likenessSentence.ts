/** The likeness in words. This file decides what to say; each language has its own words. Pure. */
import type { Likeness } from './likeness.ts'

/** The words that a language must have for a likeness. */
export interface LikenessWords {
  allSame: (all: number) => string
  explained: (same: number, all: number, differences: string[]) => string
  unexplained: (same: number, all: number, differences: string[], explained: number, not: number) => string
  counts: Record<'arguments' | 'extra' | 'missing' | 'reordered', (n: number) => string>
}

export function sentenceOf({ counts, explained, unexplained }: Pick<Likeness, 'counts' | 'explained' | 'unexplained'>, words: LikenessWords): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (counts.same === all) return words.allSame(all)
  const differences = (['arguments', 'extra', 'missing', 'reordered'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => words.counts[verdict](counts[verdict]))
  return unexplained === 0 ? words.explained(counts.same, all, differences) : words.unexplained(counts.same, all, differences, explained, unexplained)
}
