/** How long the player waits between steps: the same time for all, or the real time, stretched. Pure. */

export type Pace = { kind: 'steady'; ms: number } | { kind: 'stretched'; factor: number }

/** In ms per step. A run takes a millisecond or two, but a reader needs some seconds for each step. */
export const STEADY_MS = [2400, 1200, 500, 150] as const
/** 1 ms takes 1 s, 10 s, 100 s; 1 µs takes 1 s. */
export const FACTORS = [1000, 10_000, 100_000, 1_000_000] as const

/** All paces from slow to fast, in the order of the menu. */
export const PACES: readonly Pace[] = [
  ...STEADY_MS.map((ms): Pace => ({ kind: 'steady', ms })),
  ...FACTORS.toReversed().map((factor): Pace => ({ kind: 'stretched', factor })),
]
export const USUAL_PACE: Pace = { kind: 'steady', ms: STEADY_MS[1] }

/** The longest wait for a step, however long the step took. */
export const LONGEST_MS = 3000
/** Shorter waits would skip the drawing of a step. */
export const SHORTEST_MS = 40
/** At most two steps a second for readers who asked for reduced motion. */
export const SHORTEST_REDUCED_MS = 500

export interface Wait {
  ms: number
  /** The real time was longer than this wait. */
  cut: boolean
}

/** The wait for a step that begins `gapNs` after the one before. */
export function waitOf(gapNs: number, pace: Pace, shortest = SHORTEST_MS): Wait {
  if (pace.kind === 'steady') return { ms: Math.max(pace.ms, shortest), cut: false }
  const ms = (gapNs * pace.factor) / 1_000_000
  return { ms: Math.min(Math.max(ms, shortest), LONGEST_MS), cut: ms > LONGEST_MS }
}

/** False for a recording from a repository: it stores no times, and has one event every microsecond. */
export function keepsTimes(steps: readonly { ns: number }[]): boolean {
  return steps.some(({ ns }) => ns % 1000 !== 0)
}

/** A pace as one word, for storage. */
export function paceWord(pace: Pace): string {
  return pace.kind === 'steady' ? `steady:${pace.ms}` : `stretched:${pace.factor}`
}

/** The pace with that word; the usual pace if there is none. */
export function paceOf(word: string | null | undefined): Pace {
  return PACES.find((pace) => paceWord(pace) === word) ?? USUAL_PACE
}

/** The pace that is `by` places further in the list. */
export function paceBeside(pace: Pace, by: number): Pace {
  const at = PACES.findIndex((one) => paceWord(one) === paceWord(pace))
  return PACES[Math.min(Math.max(at + by, 0), PACES.length - 1)] ?? pace
}
