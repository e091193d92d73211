/** npm run release -- --check: sets up what the steps of a release need, then goes through them (scripts/release/main.ts). */
import { spawnSync } from 'node:child_process'
import { releaseOptions } from './release/releaseOptions.mjs'
import { endWith } from './setup/complaint.mjs'
import { setUp } from './setup.mjs'

const words = process.argv.slice(2)
releaseOptions(words)
try {
  setUp()
} catch (error) {
  endWith(error)
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/release/main.ts', ...words], { stdio: 'inherit' })
process.exitCode = status ?? 1
