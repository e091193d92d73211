import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../build/content/contentFiles.ts'
import { notesOf, translatedNotes } from '../build/content/notes.ts'
import { stepSourcesOf } from '../build/content/stepSources.ts'
import { listingOf } from '../build/vite/listing.ts'
import { languageFolder } from '../client/content/languageFolder.ts'
import { HELPER, liveRuns } from '../native/tests/liveRuns.ts'
import { decodeCatalog, decodeEvent } from '../protocol/decode.ts'
import { LANGUAGES } from '../protocol/language.ts'

const NATIVE = path.resolve(import.meta.dirname, '../native/strategies')
const read = (file: string): string => readFileSync(file, 'utf8')
const catalog = decodeCatalog(read(path.join(import.meta.dirname, 'catalog.json')))
const strategies = readdirSync(NATIVE)
  .filter((name) => name.endsWith('.c'))
  .map((name) => path.basename(name, '.c'))

/** The names that scripts/record/strategies.ts gives to the recordings of a strategy's editions. */
function editionFiles(id: string): string[] {
  const editions = catalog.ok ? (catalog.value.strategies.find((strategy) => strategy.id === id)?.editions ?? []) : []
  return ['today', ...editions.filter(({ aliases }) => !aliases.includes('today') && editions.length > 1).map(({ name }) => name)]
}

const known = new Set(filesOf('sources').flatMap(({ value }) => value.map((source) => source.id)))

describe.each(strategies)('%s', (id) => {
  const folder = path.join(import.meta.dirname, 'strategies', id)

  it('has a note on every step and condition, and on nothing else', async () => {
    const { steps } = await listingOf(read(path.join(NATIVE, `${id}.c`)), `${id}.c`)
    const notes = notesOf(read(path.join(folder, 'steps.md')), `${id}/steps.md`)
    const conditions = catalog.ok ? (catalog.value.strategies.find((strategy) => strategy.id === id)?.conditions ?? []) : []
    expect(Object.keys(notes).toSorted()).toEqual([...steps.map(({ step }) => step), ...conditions.map(({ name }) => name)].toSorted())
  })

  it.each(LANGUAGES.slice(1))('has the same notes in $name', ({ id: language }) => {
    const other = path.join(languageFolder(language), 'strategies', id, 'steps.md')
    const english = { file: `${id}/steps.md`, text: read(path.join(folder, 'steps.md')) }
    translatedNotes({ file: other, text: read(path.join(import.meta.dirname, other)) }, english)
  })

  it('names an upstream source for every step and condition', () => {
    const file = path.join(folder, 'sources.yaml')
    const text = existsSync(file) ? read(file) : undefined
    const notes = { file: `content/strategies/${id}/steps.md`, text: read(path.join(folder, 'steps.md')) }
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

  it('has only steps in its recording that are in its code', async () => {
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

it('notes in another language have the same steps and no code of their own', () => {
  const english = { file: 'steps.md', text: '## one\n\nIt calls `fork`.\n\n## two\n\nWords.\n' }
  const faults = (text: string) => () => translatedNotes({ file: 'xx/steps.md', text }, english)
  expect(Object.keys(faults('## one\n\nMots: `fork`.\n\n## two\n\nMots.\n')())).toEqual(['one', 'two'])
  expect(faults('## one\n\nMots.\n')).toThrow('xx/steps.md:1: no note on two; add "## two" and the paragraph of steps.md, translated')
  expect(faults('## one\n\nMots.\n\n## two\n\nMots.\n\n## three\n\nMots.\n')).toThrow(
    'xx/steps.md:9: three is no heading of steps.md; take it out, or correct it',
  )
  expect(faults('## one\n\n`vfork`\n\n## two\n\nMots.\n')).toThrow('xx/steps.md:1: one has the code vfork, the English has not; leave code as it is')
})

it('refuses a step without a source, an unknown source and an unknown step with file, line and cure', () => {
  const notes = { file: 'x/steps.md', text: '## one\n\nwords\n\n## two\n\nwords\n' }
  const faults = (text?: string) => () => stepSourcesOf(text, 'x/sources.yaml', notes, new Set(['man']))
  expect(faults('one: [man]\ntwo: [man]\n')()).toEqual({ one: ['man'], two: ['man'] })
  expect(faults('one: [man]\n')).toThrow('x/steps.md:5: the step two names no source; add "two: [ID]" to x/sources.yaml, with an id of content/sources')
  expect(faults()).toThrow(/x\/steps\.md:1: the step one names no source/)
  expect(faults('one: [man]\ntwo: [women]\n')).toThrow(/x\/sources\.yaml:2: there is no source women; /)
  expect(faults('one: [man]\ntwo: [man]\nthree: [man]\n')).toThrow(/x\/sources\.yaml:3: there is no step three/)
  expect(faults('one: [man')).toThrow(/x\/sources\.yaml:\d+: .*write a line "step/)
})
