/** The rows of the atlas from their recorded runs: `content/atlas/recorded/ROW.ndjson`. Pure, but for reading the files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CONTENT, filesOf } from '../../build/content/contentFiles.ts'
import { readRecorded } from '../../build/content/recordedFile.ts'
import { answerOf } from '../../client/model/atlas/answerOf.ts'
import { Atlas, type AtlasCell, type AtlasQuestion, type AtlasRow, ReadRows } from '../../protocol/atlas.ts'
import type { Catalog } from '../../protocol/catalog.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { type BuiltToolchain, otherToolchains, toolchains } from '../specimens/build.ts'
import { editionOf } from '../specimens/runSpecimen.ts'

export const RECORDED = path.join(CONTENT, 'atlas/recorded')
export const ATLAS_FILE = path.join(CONTENT, 'atlas/atlas.json')
/** Rows that nobody has run: each of its cells names the source that was read. */
const READ = path.join(CONTENT, 'atlas/read.json')
const COST = path.join(CONTENT, 'cost/recorded.json')
/** The cost that is shown: memory that the parent has touched, in MB, in small pages, in one thread. */
const COST_MB = 1024

export const atlasQuestions = (): AtlasQuestion[] => filesOf('atlas').flatMap(({ value }) => value)
export const recordedFileOf = (row: string): string => path.join(RECORDED, `${row}.ndjson`)
export const oursId = (strategy: string, edition: string): string => `${strategy}@${edition}`
export const realId = ({ strategy, version = '' }: BuiltToolchain): string => `real-${strategy}@${version}`

type Runs = ReadonlyMap<string, readonly TraceEvent[]>

/** Every row: ours in the order of the catalog, each runtime's real programs after its editions, then what was only read. */
export function atlasRows(catalog: Catalog): AtlasRow[] {
  const asked = atlasQuestions()
  const cost = costs()
  const specimens = [...toolchains(), ...otherToolchains()]
  const ours = catalog.strategies.flatMap(({ id, title, editions }): AtlasRow[] => {
    const like = specimens.find(({ strategy }) => strategy === id)
    const runtime = like?.specimen.runtime ?? title.split(':')[0] ?? id
    return editions.flatMap((edition) => {
      const row = { id: oursId(id, edition.name), of: id, runtime, kind: 'ours' as const, release: edition.versions, edition: edition.name }
      return built(row, asked, cost.get(`${id}@${[edition.name, ...edition.aliases].find((name) => cost.has(`${id}@${name}`))}`))
    })
  })
  const real = specimens.flatMap((toolchain): AtlasRow[] => {
    const { strategy, specimen } = toolchain
    const recreated = catalog.strategies.some(({ id }) => id === strategy)
    return releasesOf(strategy).flatMap((release) => {
      const edition = recreated ? editionOf({ ...toolchain, version: release }) : null
      return built({ id: `real-${strategy}@${release}`, of: strategy, runtime: specimen.runtime, kind: 'real', release, edition }, asked)
    })
  })
  const read = ReadRows.parse(JSON.parse(readFileSync(READ, 'utf8')))
  const rows = [...ours, ...real, ...read]
  const order = [...new Set(rows.map((row) => row.of))]
  return rows.toSorted((a, b) => order.indexOf(a.of) - order.indexOf(b.of))
}

export function atlasOf(catalog: Catalog): string {
  const atlas = Atlas.parse({ version: 1, rows: atlasRows(catalog) })
  const rows = atlas.rows.map((row) => ` ${JSON.stringify(row)}`)
  return `{"version":1,"rows":[\n${rows.join(',\n')}\n]}\n`
}

function built(row: Omit<AtlasRow, 'cells' | 'libc' | 'kernel'>, asked: readonly AtlasQuestion[], costNs?: number): AtlasRow[] {
  const file = recordedFileOf(row.id)
  if (!existsSync(file)) return []
  const runs = readRecorded(readFileSync(file, 'utf8'))
  const [hello] = [...runs.values()][0] ?? []
  if (hello?.kind !== 'hello') throw new Error(`${file} has no run; npm run record`)
  return [{ ...row, libc: hello.libc, kernel: hello.kernel, cells: cellsOf(runs, asked, costNs) }]
}

/** A run that the language does not offer is not stored: that is an answer, too. */
export function cellsOf(runs: Runs, asked: readonly AtlasQuestion[], costNs?: number): Record<string, AtlasCell> {
  return Object.fromEntries(
    asked.map((question): [string, AtlasCell] => {
      if (question.topic === 'cost') return [question.id, costNs === undefined ? { is: 'unknown' } : { is: 'cost', ns: costNs }]
      const events = runs.get(question.run)
      return [question.id, events ? answerOf(question, events).cell : { is: 'none' }]
    }),
  )
}

function releasesOf(strategy: string): string[] {
  const begins = `real-${strategy}@`
  if (!existsSync(RECORDED)) return []
  return readdirSync(RECORDED)
    .flatMap((name) => (name.startsWith(begins) ? [name.slice(begins.length).replace(/\.ndjson$/, '')] : []))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** Of our strategies by `ID@EDITION`, in nanoseconds: the median of one start (content/cost/recorded.json). */
function costs(): Map<string, number> {
  const { cells } = JSON.parse(readFileSync(COST, 'utf8')) as { cells: Record<string, unknown>[] }
  const shown = cells.filter((cell) => cell.source === 'ours' && cell.memory_mb === COST_MB && cell.pages === 'small' && cell.threads === 0)
  return new Map(shown.map((cell) => [`${cell.strategy}@${cell.edition}`, Number(cell.median)]))
}
