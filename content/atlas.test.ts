/** The atlas: its cells are what its recorded runs answer, and what the runs of this machine answer. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { ATLAS_RUN_NAMES, ATLAS_WORDS, Atlas, type AtlasCell, type AtlasRow } from '../protocol/atlas.ts'
import { decodeCatalog } from '../protocol/decode.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { ATLAS_FILE, atlasOf, atlasQuestions, cellsOf, realId } from '../scripts/record/atlasRows.ts'
import { oursIn, realIn } from '../scripts/record/atlasRuns.ts'
import { isRoots } from '../scripts/record/keptRun.ts'
import { type BuiltToolchain, cureOf, installedInCi, otherToolchains, toolchains } from '../scripts/specimens/build.ts'
import { otherReleases } from '../scripts/specimens/otherReleases.ts'

const decoded = decodeCatalog(readFileSync(path.join(CONTENT, 'catalog.json'), 'utf8'))
if (!decoded.ok) throw new Error(`content/catalog.json: ${decoded.field} ${decoded.message}; npm run record`)
const catalog = decoded.value
const text = readFileSync(ATLAS_FILE, 'utf8')
const { rows } = Atlas.parse(JSON.parse(text))
const asked = atlasQuestions()
const ROOT = process.getuid?.() === 0

describe('the atlas', () => {
  it('is what its recorded runs answer', () => expect(text, 'npm run record -- --missing').toBe(atlasOf(catalog)))

  it('has a row for each edition of ours, and for each real program with a manifest', () => {
    const editions = catalog.strategies.flatMap(({ id, editions: all }) => all.map(({ name }) => `${id}@${name}`))
    expect(rows.filter(({ kind }) => kind === 'ours').map(({ id }) => id)).toEqual(expect.arrayContaining(editions))
    const known = new Set(rows.filter(({ kind }) => kind === 'real').map((row) => row.of))
    expect([...toolchains(), ...otherToolchains()].map(({ strategy }) => strategy).filter((strategy) => !known.has(strategy))).toEqual([])
  })

  it.each(asked)('$id: is answered by checks or by a reading, and not alike everywhere', ({ id, topic, parts, reads }) => {
    expect([parts !== undefined, reads !== undefined, topic === 'cost'].filter(Boolean)).toHaveLength(1)
    const answers = new Set(rows.map(({ cells }) => cells[id]).flatMap((cell) => (cell ? [JSON.stringify(said(cell))] : [])))
    expect(answers.size).toBeGreaterThan(1)
  })

  it('uses no word that its question does not have', () => {
    const wrong = rows.flatMap(({ id: row, cells }) =>
      asked.flatMap(({ id, reads }) => {
        const cell = cells[id]
        const words: readonly string[] = reads ? ATLAS_WORDS[reads] : []
        return cell?.is === 'word' && !words.includes(cell.word) ? [`${row} ${id}: ${cell.word}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })
})

it('names a source that is known for each cell that was judged by reading', () => {
  const known = new Set(filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id)))
  const named = rows.flatMap(({ cells }) => Object.values(cells).flatMap((cell) => ('source' in cell && cell.source !== undefined ? [cell.source] : [])))
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((source) => !known.has(source))).toEqual([])
  expect(rows.flatMap(({ cells }) => Object.keys(cells)).filter((id) => asked.every((question) => question.id !== id))).toEqual([])
})

/** The answer without what only says where it is from. */
function said(cell: AtlasCell | undefined): unknown {
  if (!cell) return undefined
  return cell.is === 'word' ? cell.word : cell.is === 'depends' ? [cell.is, cell.parts] : cell.is
}

/** Cells that differ. The cost is none of them: it was measured elsewhere. Nor what only an ordinary user can answer, where only root can. */
function differences({ cells }: AtlasRow, run: (name: (typeof ATLAS_RUN_NAMES)[number]) => TraceEvent[] | undefined): string[] {
  const runs = new Map(ATLAS_RUN_NAMES.flatMap((name) => wrapped(name, run(name))))
  const now = cellsOf(runs, asked)
  return asked.flatMap(({ id, topic, run: of, user }) => {
    const [stored, here] = [said(cells[id]), said(now[id])].map((one) => JSON.stringify(one))
    const unasked = topic === 'cost' || (user && isRoots(runs.get(of) ?? []))
    return unasked || stored === here ? [] : [`${id}: stored ${stored}, here ${here}`]
  })
}
const wrapped = <K, V>(key: K, value: V | undefined): [K, V][] => (value === undefined ? [] : [[key, value]])

describe.runIf(liveRuns() && ROOT)('here and now', () => {
  const ours = rows.filter(({ kind }) => kind === 'ours')
  it.each(ours)('$id answers as recorded', (row) => {
    const like = toolchains().find(({ strategy }) => strategy === row.of)
    expect(differences(row, (name) => oursIn(row.of, row.edition ?? 'today', name, like))).toEqual([])
  })

  const here = [...toolchains(), ...otherToolchains()].filter(found).flatMap((toolchain) => [toolchain, ...otherReleases(toolchain)])
  const real = here.flatMap((toolchain) => rows.flatMap((row) => (row.id === realId(toolchain) ? [{ id: row.id, row, toolchain }] : [])))
  it.each(real)('$id answers as recorded', ({ row, toolchain }) => expect(differences(row, (name) => realIn(toolchain, name))).toEqual([]))

  it('knows the release of some real programs of this machine', () => {
    const others = here.map(realId).filter((id) => rows.every((row) => row.id !== id))
    if (others.length > 0) console.warn(`not in the atlas: ${others.join(', ')}. Cure: npm run record -- --missing`)
    if (here.length > 0) expect(real.length).toBeGreaterThan(0)
  })
})

function found(toolchain: BuiltToolchain): boolean {
  if (toolchain.version !== undefined) return true
  console.warn(`skipped: ${cureOf(toolchain)}`)
  if (process.env.CI === 'true' && installedInCi(toolchain)) throw new Error(`where CI=true it must be there: ${cureOf(toolchain)}`)
  return false
}

it('stores no row without runs', () =>
  expect(rows.filter(({ kind, id }) => kind !== 'read' && !existsSync(path.join(CONTENT, `atlas/recorded/${id}.ndjson`)))).toEqual([]))
