/**
 * npm test: set up, run every suite, end with one plain line over all of them.
 * `npm test -- WORD` runs only the suites whose name has WORD in it.
 */

import { endWith } from './setup/complaint.mjs'
import { setup } from './setup.mjs'

try {
  setup()
} catch (error) {
  endWith(error)
}
const { SUITES } = await import('./check/suites.mjs')

const wanted = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
for (const { name, run } of SUITES.filter((suite) => wanted.every((word) => suite.name.includes(word)))) {
  const began = Date.now()
  console.log(`\n— ${name}`)
  const { passed, failed } = await run()
  console.log(`  ${failed > 0 ? 'FAILED' : 'fine'}: ${passed} passed and ${failed} failed in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  total.passed += passed
  total.failed += failed
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
