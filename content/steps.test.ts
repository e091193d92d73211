import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../build/content/files.ts'
import { stepSourcesOf } from '../build/content/stepSources.ts'
import { listingOf, notesOf } from '../build/vite/listing.ts'
import { HELPER, liveRuns } from '../native/tests/liveRuns.ts'
import { decodeCatalog, decodeEvent } from '../protocol/decode.ts'

const NATIVE = path.resolve(import.meta.dirname, '../native/strategies')
const read = (file: string): string => readFileSync(file, 'utf8')
const catalog = decodeCatalog(read(path.join(import.meta.dirname, 'catalog.json')))
const strategies = readdirSync(NATIVE)
  .filter((name) => name.endsWith('.c'))
  .map((name) => path.basename(name, '.c'))

/** What scripts/record/strategies.ts names the recordings of a strategy's editions. */
function editionFiles(id: string): string[] {
  const editions = catalog.ok ? (catalog.value.strategies.find((strategy) => strategy.id === id)?.editions ?? []) : []
  return ['today', ...editions.filter(({ aliases }) => !aliases.includes('today') && editions.length > 1).map(({ name }) => name)]
}

const known = new Set(filesOf('sources').flatMap(({ value }) => value.map((source) => source.id)))

describe.each(strategies)('%s', (id) => {
  const folder = path.join(import.meta.dirname, 'strategies', id)

  it.each(['en', 'ja'])('has a note in %s on every step and condition, and on nothing else', async (language) => {
    const { steps } = await listingOf(read(path.join(NATIVE, `${id}.c`)), `${id}.c`)
    const notes = notesOf(read(path.join(folder, `steps.${language}.md`)), `${id}/steps.${language}.md`)
    const conditions = catalog.ok ? (catalog.value.strategies.find((strategy) => strategy.id === id)?.conditions ?? []) : []
    expect(Object.keys(notes).toSorted()).toEqual([...steps.map(({ step }) => step), ...conditions.map(({ name }) => name)].toSorted())
  })

  it('says of every step and condition where upstream does it', () => {
    const file = path.join(folder, 'sources.yaml')
    const text = existsSync(file) ? read(file) : undefined
    const notes = { file: `content/strategies/${id}/steps.en.md`, text: read(path.join(folder, 'steps.en.md')) }
    stepSourcesOf(text, `content/strategies/${id}/sources.yaml`, notes, known)
  })

  it.each(editionFiles(id))('has a recording %s in which every line decodes, from hello to end', (file) => {
    const events = read(path.join(folder, `recordings/${file}.ndjson`))
      .trimEnd()
      .split('\n')
      .map(decodeEvent)
    expect(events.filter(({ ok }) => !ok)).toEqual([])
    const kinds = events.map((verdict) => verdict.ok && verdict.value.kind)
    expect([kinds[0], kinds.at(-1)]).toEqual(['hello', 'end'])
  })

  it('has steps in its recording that its code has', async () => {
    const { steps } = await listingOf(read(path.join(NATIVE, `${id}.c`)), `${id}.c`)
    const known = new Set([...steps.map(({ step }) => step), 'target', null])
    const used = read(path.join(folder, 'recordings/today.ndjson'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).step as string | null)
    expect(used.filter((step) => !known.has(step))).toEqual([])
  })
})

it('the catalog for the page without a server names every strategy in native/strategies; npm run record writes it', () => {
  expect(catalog.ok && catalog.value.strategies.map(({ id }) => id)).toEqual(strategies)
})

it.skipIf(!liveRuns())('that catalog is what the helper says of itself', () => {
  if (!catalog.ok) throw new Error('content/catalog.json does not decode')
  const { phases, strategies: ours, hazards, settings, targets, decoded } = catalog.value
  const said = decodeCatalog(spawnSync(HELPER, ['describe'], { encoding: 'utf8' }).stdout)
  expect(said).toMatchObject({ ok: true, value: { phases, strategies: ours, hazards, settings, targets, decoded } })
})

it.each([
  ['# Title\n', 'heading'],
  ['## a\n\ntwo\n\nparagraphs\n', 'a second paragraph'],
  ['words first\n', 'paragraph'],
  ['## a\n\n[a link](x)\n', 'link'],
])('a note that is not of the form is refused with file and line: %j', (source, complaint) => {
  expect(() => notesOf(source, 'x.md')).toThrow(new RegExp(`^x\\.md:\\d+: .*${complaint}`))
})

it('a step without a source, a source that is none and a step that is none are refused with file, line and cure', () => {
  const notes = { file: 'x/steps.en.md', text: '## one\n\nwords\n\n## two\n\nwords\n' }
  const faults = (text?: string) => () => stepSourcesOf(text, 'x/sources.yaml', notes, new Set(['man']))
  expect(faults('one: [man]\ntwo: [man]\n')()).toEqual({ one: ['man'], two: ['man'] })
  expect(faults('one: [man]\n')).toThrow('x/steps.en.md:5: the step two names no source; add "two: [ID]" to x/sources.yaml, with an id of content/sources')
  expect(faults()).toThrow(/x\/steps\.en\.md:1: the step one names no source/)
  expect(faults('one: [man]\ntwo: [women]\n')).toThrow(/x\/sources\.yaml:2: there is no source women; /)
  expect(faults('one: [man]\ntwo: [man]\nthree: [man]\n')).toThrow(/x\/sources\.yaml:3: there is no step three/)
  expect(faults('one: [man')).toThrow(/x\/sources\.yaml:\d+: .*write a line "step/)
})
