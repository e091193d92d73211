/** How a run of a reader's own program came to be: compiled, or a script checked, in so many milliseconds; the same before; or recorded. */
export type HowRun = { is: 'made'; ms: number; script: boolean } | { is: 'cached'; script: boolean } | { is: 'recorded' }
