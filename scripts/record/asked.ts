/** What `npm run record` was asked for: `npm run record -- STRATEGY … --missing`. */

const words = process.argv.slice(2)

/** Only what is not on file yet: a new setting or lesson needs it, and the rest stays as another machine made it. */
export const ONLY_MISSING = words.includes('--missing')

const strategies = words.filter((word) => !word.startsWith('--'))

/** Whether what belongs to this strategy is made anew. */
export const isAsked = (strategy: string): boolean => strategies.length === 0 || strategies.includes(strategy)
