/** What `npm test` and `npm run check` do: set up, choose suites, run them, say how it went by the exit status. */
import { endWith } from '../setup/complaint.mjs'

/**
 * @param {string} command What was typed: "npm test".
 * @param {() => void} setUp
 * @param {(suite: import('./suites.mjs').Suite) => boolean} belongs
 */
export async function testing(command, setUp, belongs) {
  try {
    setUp()
  } catch (error) {
    endWith(error)
  }
  // Only now: what these import may have been installed by the set-up.
  const [{ SUITES }, { runSuites, suitesWith }] = await Promise.all([import('./suites.mjs'), import('./runSuites.mjs')])
  const all = SUITES.filter(belongs)
  const chosen = suitesWith(all, process.argv.slice(2))
  if (chosen.length === 0) console.log(`${command}: no suite has that in its name. There are:\n${all.map(({ name }) => `  ${name}`).join('\n')}`)
  process.exitCode = (await runSuites(chosen, command)) ? 0 : 1
}
