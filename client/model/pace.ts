/** How long the player waits from step to step: one time for all, or the time it took, stretched. Pure. */

export type Pace = { kind: 'steady'; ms: number } | { kind: 'stretched'; factor: number }

/** A run takes a millisecond or two, a reader some seconds for each step. */
export const STEADY_MS = [2400, 1200, 500, 150] as const
/** 1 ms takes 1 s, 10 s, 100 s; 1 µs takes 1 s. */
export const FACTORS = [1000, 10_000, 100_000, 1_000_000] as const

/** All there are, from slow to fast, as they are chosen. */
export const PACES: readonly Pace[] = [
  ...STEADY_MS.map((ms): Pace => ({ kind: 'steady', ms })),
  ...FACTORS.toReversed().map((factor): Pace => ({ kind: 'stretched', factor })),
]
export const USUAL_PACE: Pace = { kind: 'steady', ms: STEADY_MS[1] }

/** Nobody waits longer for a step, however long it took. */
export const LONGEST_MS = 3000
/** A step that is not drawn was not shown. */
export const SHORTEST_MS = 40
/** What flickers is no help to who asked for less motion: at most two steps a second. */
export const SHORTEST_REDUCED_MS = 500

export interface Wait {
  ms: number
  /** It took longer than is waited. */
  cut: boolean
}

/** The wait for a step that begins so much later. */
export function waitOf(gapNs: number, pace: Pace, shortest = SHORTEST_MS): Wait {
  if (pace.kind === 'steady') return { ms: Math.max(pace.ms, shortest), cut: false }
  const ms = (gapNs * pace.factor) / 1_000_000
  return { ms: Math.min(Math.max(ms, shortest), LONGEST_MS), cut: ms > LONGEST_MS }
}

/** A recording that is kept in a repository has one event every microsecond: no time was kept. */
export function keepsTimes(steps: readonly { ns: number }[]): boolean {
  return steps.some(({ ns }) => ns % 1000 !== 0)
}

/** A pace in one word, to be remembered. */
export function paceWord(pace: Pace): string {
  return pace.kind === 'steady' ? `steady:${pace.ms}` : `stretched:${pace.factor}`
}

/** The one of that word; the usual one where there is none. */
export function paceOf(word: string | null | undefined): Pace {
  return PACES.find((pace) => paceWord(pace) === word) ?? USUAL_PACE
}

/** The one that is so many places further in the list. */
export function paceBeside(pace: Pace, by: number): Pace {
  const at = PACES.findIndex((one) => paceWord(one) === paceWord(pace))
  return PACES[Math.min(Math.max(at + by, 0), PACES.length - 1)] ?? pace
}
