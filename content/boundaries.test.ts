/**
 * A sentence about a boundary between releases rests on both sides of it: boundaries.yaml has a row for it, and each row's check is
 * held against every release of the language that is installed here.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { yamlOf } from '../build/content/grammar.ts'
import { judge } from '../client/model/claims/judge.ts'
import { realLog } from '../client/model/claims/realLog.ts'
import { releaseWithin } from '../client/model/claims/releases.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { Boundaries, type Boundary } from '../protocol/boundaries.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { type BuiltToolchain, cureOf, installedInCi, otherToolchains, toolchains } from '../scripts/specimens/build.ts'
import { compare } from '../scripts/specimens/compare.ts'
import { otherReleases } from '../scripts/specimens/otherReleases.ts'
import { eventsIn, runSpecimen } from '../scripts/specimens/runSpecimen.ts'
import { forge } from './testing/forge.ts'

const read = (file: string): string => readFileSync(path.join(CONTENT, file), 'utf8')
const rows = Boundaries.parse(yamlOf(read('boundaries.yaml'), 'boundaries.yaml', 'see its first lines').value)
const mains = [...toolchains(), ...otherToolchains()]
const LIBRARIES = ['glibc', 'linux']

/** "since 1.66", "up to glibc 2.23", "Since JDK 20". */
const BOUNDARY = /\b(?:since|up to|until|before|from)\s+(?:(?:early|late|the)\s+)?(?:[A-Z]\w*\s+|libuv\s+|glibc\s+|dash\s+)?(\d+(?:\.\d+)+|(?<=JDK\s)\d+)/gi
const boundariesIn = (text: string): string[] => [...text.matchAll(BOUNDARY)].map(([, version = '']) => version)

/** The texts that may speak of boundaries, and which rows they may mean; undefined: any. */
const texts: { file: string; text: string; of?: string[] }[] = [
  ...(['claims', 'lessons', 'teacherNotes', 'incidents', 'glossary'] as const).flatMap((folder) =>
    filesOf(folder).map(({ file }) => ({ file, text: read(file.replace('content/', '')) })),
  ),
  ...filesOf('runtimes').map(({ file, slug }) => ({ file, text: read(file.replace('content/', '')), of: [slug, ...LIBRARIES] })),
  ...readdirSync(path.join(CONTENT, 'strategies')).map((id) => {
    const file = `strategies/${id}/steps.md`
    return { file: `content/${file}`, text: read(file), of: [id, ...LIBRARIES] }
  }),
]

/** What a text says of boundaries for which there is no row. */
function unknownIn({ text, of }: (typeof texts)[number]): string[] {
  const known = new Set(rows.filter((row) => of === undefined || of.includes(row.of)).flatMap(({ last, since }) => [last, since]))
  return boundariesIn(text).filter((version) => !known.has(version))
}

describe('boundaries as data', () => {
  it.each(texts)('$file speaks of no other boundary', (one) => expect(unknownIn(one), 'add a row to content/boundaries.yaml').toEqual([]))

  it('finds one that is not there', () => {
    expect(boundariesIn('Up to 2.2.4 it forks; since glibc 2.38, or JDK 20, and before 2016.')).toEqual(['2.2.4', '2.38'])
    expect(boundariesIn('Since JDK 20 the helper unblocks it.')).toEqual(['20'])
    expect(unknownIn({ file: 'x', text: 'Since 9.9 it flies.' })).toEqual(['9.9'])
  })

  const sources = new Set(filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id)))
  it.each(rows)('$of $since: the sources exist, and so does the setting', ({ of, setting, before, after }) => {
    expect([...(before.read ?? []), ...(after.read ?? [])].filter((id) => !sources.has(id))).toEqual([])
    const toolchain = mains.find(({ strategy }) => strategy === of)
    expect(LIBRARIES.includes(of) || toolchain !== undefined).toBe(true)
    if (setting !== undefined) expect(toolchain?.specimen.settings.map(({ name }) => name)).toContain(setting)
  })

  const sinceOf = (id: string): string[] => rows.filter(({ of }) => of === id).map(({ since }) => since)
  it.each(toolchains())('$strategy: each edition but the first begins at a boundary', ({ strategy, specimen }) => {
    const begins = specimen.editions.slice(1).map(({ from }) => from)
    expect(begins.filter((from) => !sinceOf(strategy).includes(from))).toEqual([])
  })

  it('a check for some releases only begins or ends at a boundary, or with the first edition', () => {
    const limited = [
      ...filesOf('claims').flatMap(({ value }) => value.flatMap(({ specimens = [] }) => specimens.map((one) => ({ of: one.strategy, ...one })))),
      ...filesOf('runtimes').flatMap(({ slug, value }) => value.proofs.map(({ from, before }) => ({ of: slug, from, before }))),
    ]
    const first = (of: string): string | undefined => mains.find(({ strategy }) => strategy === of)?.specimen.editions[0]?.from
    const unknown = limited.flatMap(({ of, from, before }) =>
      [from, before].flatMap((at) => (at !== undefined && ![...sinceOf(of), first(of)].includes(at) ? [`${of} ${at}`] : [])),
    )
    expect([...new Set(unknown)]).toEqual([])
  })

  it('a claim that held then and is judged by reading names both sides', () => {
    const held = filesOf('claims').flatMap(({ value }) => value.filter(({ verdict, trials }) => verdict === 'held-then' && trials.length === 0))
    for (const { id, real = [] } of held) expect([id, new Set(real.map(({ holds }) => holds)).size]).toEqual([id, 2])
  })
})

const releasesOf = (of: string): BuiltToolchain[] => {
  const main = mains.find(({ strategy }) => strategy === of)
  return main ? [...(main.version === undefined ? [] : [main]), ...otherReleases(main)] : []
}
const logs = new Map<string, TraceEvent[]>()

function logOf(toolchain: BuiltToolchain, name: string): TraceEvent[] {
  const key = `${toolchain.strategy}${toolchain.tag} ${name}`
  const setting = toolchain.specimen.settings.find((one) => one.name === name)
  const known = logs.get(key) ?? (setting && realLog(eventsIn(runSpecimen(toolchain, setting)), toolchain.specimen.window))
  if (!known) throw new Error(`${key}: the real program has spawned nothing`)
  logs.set(key, known)
  return known
}

/** Prints the side of which nothing is installed. Where .ci/run installs it, CI fails. */
function missing({ of, since, before, after }: Boundary, here: readonly BuiltToolchain[]): void {
  const main = mains.find(({ strategy }) => strategy === of)
  if (!main) return
  const provided = [...(installedInCi(main) ? [main.version] : []), ...(main.specimen.others_in_ci ?? [])]
  for (const [side, { run }] of [
    ['before', before],
    ['since', after],
  ] as const) {
    if (run === undefined || here.some(({ version = '0' }) => releaseWithin(version, since, undefined) === (side === 'since'))) continue
    console.warn(`skipped: ${of} ${side} ${since}: ${run} is not installed, the row rests on what was seen or read elsewhere`)
    if (process.env.CI === 'true' && provided.includes(run)) throw new Error(`where CI=true there must be ${of} ${run}`)
  }
}

describe.skipIf(!liveRuns())('boundaries on real programs', () => {
  it.each(mains)('$strategy: the releases that .ci/run installs are here', (main) => {
    const here = releasesOf(main.strategy).map(({ version }) => version)
    const absent = (main.specimen.others_in_ci ?? []).filter((version) => !here.includes(version))
    if (absent.length > 0) console.warn(`skipped: no ${main.strategy} ${absent.join(', ')}: .ci/run says how it is installed`)
    if (process.env.CI === 'true') expect(absent).toEqual([])
    const script = readFileSync(path.join(CONTENT, '../.ci/run'), 'utf8')
    for (const version of main.specimen.others_in_ci ?? []) expect(script).toContain(version)
  })

  it.each(rows.filter(({ check }) => check))('$of $since: $what', (row) => {
    const { of, since, setting = 'plain', check } = row
    const here = releasesOf(of)
    missing(row, here)
    for (const toolchain of here) {
      const holds = releaseWithin(toolchain.version ?? '0', since, undefined)
      const log = logOf(toolchain, setting)
      if (!check) throw new Error('a row without a check')
      expect([toolchain.version, judge(check, log)]).toMatchObject([toolchain.version, { judged: true, holds }])
      expect(judge(check, forge(check, log, !holds))).toMatchObject({ holds: !holds })
    }
  })

  /** Not the failing ones: after fork, how much of an error is read at once is a race. Not use-clone: with it Nim 2.2.6 crashes. */
  const COMPARED = new Set(['plain', 'block-usr1', 'ignore-pipe'])
  const others = toolchains().flatMap((main) => otherReleases(main).map((one) => [`${one.strategy} ${one.version}`, one] as const))
  it.each(others)('%s is like ours in its edition', (_, toolchain) => {
    for (const setting of toolchain.specimen.settings.filter(({ name }) => COMPARED.has(name))) {
      const { pairs } = compare(toolchain, setting)
      const open = pairs.filter(({ verdict, explained }) => verdict !== 'same' && explained === undefined)
      expect([setting.name, ...open.map(({ verdict, ours, real }) => `${verdict}: ours ${ours?.text}, real ${real?.text}`)]).toEqual([setting.name])
    }
  })

  it('names the cure of a language that is missing', () => {
    for (const main of mains.filter(({ version }) => version === undefined)) console.warn(`skipped: ${cureOf(main)}`)
  })
})
