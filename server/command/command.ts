/**
 * What `spawnscope` does with its words, once everything is built. Without a word, or with options only, it serves; `show` opens a
 * trace in the page; every other word is the helper's.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readEnvironment } from '../environment.ts'
import { withPrebuilt } from '../helper/prebuilt.ts'
import { noLinux } from '../refusals.ts'
import { commandHelp } from './commandHelp.ts'
import { refuseHere, runHelper } from './runHelper.ts'

const VERSION = new Set(['--version', '-V', 'version'])
const HELP = new Set(['--help', '-h', 'help'])

async function main(words: readonly string[]): Promise<void> {
  const [first] = words
  if (first === 'show') return void (await import('../show/show.ts'))
  if (first === undefined || (first.startsWith('-') && !VERSION.has(first) && !HELP.has(first))) return serve()
  if (HELP.has(first) && words.length === 1) process.stdout.write(commandHelp())
  const { helper, noHelper, root, prebuilt } = withPrebuilt(readEnvironment(process.env))
  const refused = process.platform === 'linux' ? noHelper : noLinux()
  if (VERSION.has(first)) {
    if (refused) console.log(`spawnscope ${versionOf(root)}\nhelper: none. ${refused.message}. Cure: ${refused.cure}`)
    else await runHelper(helper, ['--version'])
    console.log(`server: Node ${process.versions.node}, ${prebuilt === null ? 'a clone' : 'a package'} in ${root}`)
  } else if (HELP.has(first) && words.length === 1) {
    if (!refused) await runHelper(helper, ['help'])
  } else if (refused) refuseHere(refused)
  else await runHelper(helper, words)
}

async function serve(): Promise<void> {
  process.env.NODE_ENV = 'production'
  await import('../main.ts')
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(`spawnscope: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
