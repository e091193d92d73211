/** Checks the workflow files of GitHub Actions, which nothing here can run. */
import { readdirSync, readFileSync } from 'node:fs'
import { workflowFaults } from './workflowFaults.ts'

const FOLDER = new URL('../../.github/workflows/', import.meta.url)
const names = readdirSync(FOLDER).sort()
let count = 0
/** One commit for each action, in all files. */
const pins = new Map<string, string>()
for (const name of names) {
  const text = readFileSync(new URL(name, FOLDER), 'utf8')
  const faults = await workflowFaults(text, name)
  for (const [, action = '', pin = ''] of text.matchAll(/uses: ([^@\s]+)@(.*)$/gm)) {
    if ((pins.get(action) ?? pin) !== pin) faults.push({ line: 1, what: `${action} is pinned as ${pin}, and as ${pins.get(action)} elsewhere` })
    pins.set(action, pin)
  }
  for (const { line, what } of faults) console.error(`check-workflows: .github/workflows/${name}, line ${line}: ${what}`)
  count += faults.length
}
if (names.length === 0) console.error('check-workflows: there is no workflow file')
console.log(`check-workflows: ${names.length} files, ${pins.size} actions, ${count} faults`)
process.exitCode = count > 0 || names.length === 0 ? 1 : 0
