/** Runs suites side by side and tells of them in order: what each says, its count, and how a failed one is run alone. */
import { availableParallelism } from 'node:os'
import { sayInTurn } from './sayInTurn.mjs'
import { runAll } from './schedule.mjs'

/**
 * @param {readonly import('./suites.mjs').Suite[]} suites @param {string} command What runs them: "npm test".
 * @returns {Promise<boolean>} whether all is well
 */
export async function runSuites(suites, command) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  /** @type {string[]} */
  const alone = []
  const turns = sayInTurn((text) => process.stdout.write(text))
  await runAll(suites, availableParallelism(), async ({ name, run }, at) => {
    const began = performance.now()
    turns.say(at, `\n— ${name}\n`)
    const { passed, failed, skipped = 0 } = await run((text) => turns.say(at, text))
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const words = `${passed} passed and ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} in ${seconds} s`
    turns.say(at, `  ${failed > 0 ? 'FAILED' : 'fine'}: ${words}\n`)
    if (failed > 0) turns.say(at, `  alone: ${command} -- '${name}'\n`)
    turns.end(at)
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    if (failed > 0) alone.push(`FAILED ${name}, alone: ${command} -- '${name}'`)
  })
  console.log(`\n${[...alone, total.skipped > 0 ? `skipped: ${total.skipped}, each says why` : ''].filter(Boolean).join('\n')}`.trimEnd())
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 && total.passed > 0
}

/** Those whose name has every word in it. @param {readonly import('./suites.mjs').Suite[]} suites @param {readonly string[]} words */
export const suitesWith = (suites, words) => suites.filter(({ name }) => words.every((word) => name.includes(word)))
