/**
 * npm run record: the recordings that ship with the project, one per strategy, and the catalog.
 * Normalised, so that a second run on the same versions gives no diff: pids are numbered, addresses
 * too, the clock counts events, and the suspended parent's sampled state is kept as it was seen.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { decodeCatalog } from '../protocol/decode.ts'
import { normalise } from './record/normalise.ts'
import { HELPER } from './test/liveRuns.ts'

const CONTENT = path.resolve(import.meta.dirname, '../content')
/** Ruby forks when it is root: a recording made by root would show only that road. */
const NOBODY = 65534

const catalogText = helper('describe')
const catalog = decodeCatalog(catalogText)
if (!catalog.ok) throw new Error(`describe: ${catalog.field} ${catalog.message}`)
writeFileSync(path.join(CONTENT, 'catalog.json'), `${JSON.stringify(catalog.value, null, 1)}\n`)

const asNobody = process.getuid?.() === 0 ? ['--uid', String(NOBODY)] : []
for (const { id } of catalog.value.strategies) {
  const lines = normalise(helper('run', id, ...asNobody, '--format', 'ndjson'))
  const folder = path.join(CONTENT, 'strategies', id, 'recordings')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'today.ndjson'), lines)
  console.log(`${id}: ${lines.trimEnd().split('\n').length} lines`)
}

function helper(...argv: string[]): string {
  return execFileSync(HELPER, argv, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 })
}
