/** The arguments of `npm run record -- STRATEGY … --missing`. */

const words = process.argv.slice(2)

/** Record only what is missing, for a new setting, lesson or check. The rest stays as another machine recorded it. */
export const ONLY_MISSING = words.includes('--missing')

const strategies = words.filter((word) => !word.startsWith('--'))

/** Whether the recordings of this strategy are made again. */
export const isAsked = (strategy: string): boolean => strategies.length === 0 || strategies.includes(strategy)
