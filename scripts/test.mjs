/**
 * npm test: set up, run every suite, end with one plain line over all of them.
 * `npm test -- WORD` runs only the suites whose name has WORD in it.
 */
import { testing } from './check/testing.mjs'
import { setUp } from './setup.mjs'

await testing('npm test', setUp, () => true)
