/** What `npm run release` was asked. It needs no package, so it can refuse before anything is installed. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const USAGE = 'npm run release -- --check [--without-tests]'

/**
 * Ends the process with status 2, and says why, for anything else than a check of the release in this folder.
 * @param {string[]} words @returns {{ version: string, withTests: boolean }}
 */
export function releaseOptions(words) {
  const { check, 'without-tests': withoutTests = false } = parsed(words)
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  if (!check) refuse('publishing is done by the workflow that a tag starts', `git tag v${version} && git push origin v${version}. Before that: ${USAGE}`)
  return { version, withTests: !withoutTests }
}

/** @param {string[]} words */
function parsed(words) {
  try {
    return parseArgs({ args: words, options: { check: { type: 'boolean' }, 'without-tests': { type: 'boolean' } } }).values
  } catch (error) {
    // Of Node's words only the first sentence is about what was typed.
    return refuse(error.message.split(/\.? To specify|\. |\n/)[0], USAGE)
  }
}

/** @param {string} why @param {string} cure @returns {never} */
function refuse(why, cure) {
  console.error(`release: ${why}. Cure: ${cure}`)
  process.exit(2)
}
