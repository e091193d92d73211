/**
 * npm pack and npm publish: sets up, compiles the helper for every machine of the package, and refuses what does not belong into it.
 * Its words go to standard error: npm prints what it packed on standard output.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { endWith } from './setup/complaint.mjs'
import { ROOT } from './setup/stamp.mjs'
import { setUp } from './setup.mjs'

console.log = console.error
try {
  setUp()
} catch (error) {
  endWith(error)
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', path.join(ROOT, 'scripts/package/main.ts')], { cwd: ROOT, stdio: ['ignore', 2, 2] })
process.exitCode = status ?? 1
