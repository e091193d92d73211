/**
 * npm run check -- imports: who may import whom, and that no two files export the same name. The table is rooms.ts, the rules
 * are arrows.ts and sameNames.ts; this reads the files.
 * `--write` writes the table into docs/architecture.md; without it a table that is out of date is a fault.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { checkArrows } from './arrows.ts'
import { filesInGit } from './filesInGit.ts'
import { nativeIncludeFaults } from './nativeIncludes.ts'
import { NATIVE_ROOMS } from './nativeRooms.ts'
import { ROOMS } from './rooms.ts'
import { roomsTable } from './roomsTable.ts'
import { sameNameFaults } from './sameNames.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const DOCS = 'docs/architecture.md'

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

const tracked = filesInGit(ROOT).filter((file) => !/\/specimen\//.test(file))
const filesOf = (pattern: RegExp): string[] => tracked.filter((file) => pattern.test(file))

const sources = new Map(filesOf(/\.(tsx?|mjs)$/).map((file) => [file, read(file)]))
const { imports, faults } = checkArrows(sources, ROOMS)

const helper = new Map(filesOf(/^native\/.*\.[ch]$/).map((file) => [file, read(file)]))
faults.push(...nativeIncludeFaults(helper))
faults.push(...sameNameFaults(sources))

// A spec with another `test` would miss violations of the Content Security Policy.
const SPEC_IMPORT = "import { test } from './watched.ts'"
for (const file of filesOf(/^e2e\/.*\.spec\.ts$/))
  if (!read(file).includes(SPEC_IMPORT)) faults.push(`${file} has a test of its own. Cure: ${SPEC_IMPORT}, not from @playwright/test`)

const current = read(DOCS)
const wanted = roomsTable(current, ROOMS, NATIVE_ROOMS)
if (process.argv.includes('--write')) writeFileSync(path.join(ROOT, DOCS), wanted)
else if (current !== wanted) faults.push(`the table in ${DOCS} is out of date. Cure: npm run rooms`)

if (imports === 0) faults.push('nothing was checked')
for (const fault of faults) console.error(`check-imports: ${fault}`)
console.log(
  `check-imports: ${imports} imports of ${sources.size} files, ${helper.size} files of C, ${ROOMS.length + NATIVE_ROOMS.length} rooms, ${faults.length} faults`,
)
process.exitCode = faults.length > 0 ? 1 : 0
