/**
 * npm run record: the runs of the atlas, a file for each row, and what they answer (content/atlas/atlas.json). Ours in every
 * edition, and every real program that is installed here. A row whose program is not installed stays as it was recorded.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CONTENT } from '../../build/content/contentFiles.ts'
import { readRecorded, writeRecorded } from '../../build/content/recordedFile.ts'
import { ATLAS_RUN_NAMES, type AtlasRunName } from '../../protocol/atlas.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { type BuiltToolchain, otherToolchains, toolchains } from '../specimens/build.ts'
import { otherReleases } from '../specimens/otherReleases.ts'
import { isAsked, ONLY_MISSING } from './asked.ts'
import { ATLAS_FILE, atlasOf, atlasQuestions, oursId, RECORDED, realId, recordedFileOf } from './atlasRows.ts'
import { oursIn, realIn } from './atlasRuns.ts'
import { keptRun } from './keptRun.ts'

const catalog = decodeCatalog(readFileSync(path.join(CONTENT, 'catalog.json'), 'utf8'))
if (!catalog.ok) throw new Error(`content/catalog.json: ${catalog.field} ${catalog.message}; npm run record`)

const questions = atlasQuestions()
const recreated = toolchains()
mkdirSync(RECORDED, { recursive: true })
for (const { id, editions } of catalog.value.strategies.filter((strategy) => isAsked(strategy.id))) {
  const like = recreated.find(({ strategy }) => strategy === id)
  for (const { name } of editions) keep(oursId(id, name), (run) => oursIn(id, name, run, like))
}
for (const toolchain of [...recreated, ...otherToolchains()].filter(({ strategy, version }) => version !== undefined && isAsked(strategy))) {
  for (const release of [toolchain, ...otherReleases(toolchain)] satisfies BuiltToolchain[]) keep(realId(release), (run) => realIn(release, run))
}
writeFileSync(ATLAS_FILE, atlasOf(catalog.value))

function keep(row: string, run: (name: AtlasRunName) => TraceEvent[] | undefined): void {
  const file = recordedFileOf(row)
  const before = existsSync(file) ? readRecorded(readFileSync(file, 'utf8')) : new Map<string, TraceEvent[]>()
  const after = new Map<string, TraceEvent[]>()
  for (const name of ATLAS_RUN_NAMES) {
    const known = before.get(name)
    const fresh = known && ONLY_MISSING ? known : run(name)
    if (fresh) after.set(name, keptRun(name, known, fresh, questions))
  }
  writeFileSync(file, writeRecorded(after))
  console.log(`atlas ${row}: ${after.size} runs`)
}
