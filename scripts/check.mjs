/**
 * npm run check: set up, run the suites for every day, end with one plain line over all of them.
 * `npm run check -- WORD` runs only those whose name has WORD in it.
 */
import { testing } from './check/testing.mjs'
import { setUp } from './setup.mjs'

await testing('npm run check', setUp, ({ daily }) => daily === true)
