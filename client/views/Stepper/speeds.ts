/** Slow motion: a run takes a millisecond or two, a reader some seconds for each step. */
export const SPEEDS = [2400, 1200, 500, 150] as const
