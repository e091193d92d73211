/** Checks that CHANGELOG.md has the form of Keep a Changelog 1.1, and that it has a section for the version of package.json. */
import { readFileSync } from 'node:fs'
import { parseChangelog } from '../release/changelog.ts'

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }
const { sections, faults } = parseChangelog(read('CHANGELOG.md'))
if (!sections.some((section) => section.version === version))
  faults.push({ line: 1, what: `package.json says ${version}, and no section is about it`, cure: `## [${version}] - and the day, below [Unreleased]` })
for (const { line, what, cure } of faults) console.error(`check-changelog: CHANGELOG.md, line ${line}: ${what}. Cure: ${cure}`)
console.log(`check-changelog: ${sections.length} sections, ${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0
