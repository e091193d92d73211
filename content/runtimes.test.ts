/** Judges the cards on languages over runs of the real programs, live and recorded. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { judge } from '../client/model/claims/judge.ts'
import { realLog } from '../client/model/claims/realLog.ts'
import { releaseWithin } from '../client/model/claims/releases.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { decodeCatalog } from '../protocol/decode.ts'
import { type BuiltToolchain, cureOf, installedInCi, otherToolchains, toolchains } from '../scripts/specimens/build.ts'
import { otherReleases } from '../scripts/specimens/otherReleases.ts'
import { eventsIn, runSpecimen } from '../scripts/specimens/runSpecimen.ts'
import { forge } from './testing/forge.ts'

const cards = filesOf('runtimes').map(({ slug, value }) => ({ id: slug, ...value }))
const others = otherToolchains()
const all = [...others, ...toolchains()]

function toolchainOf(id: string): BuiltToolchain {
  const found = all.find(({ strategy }) => strategy === id)
  if (!found) throw new Error(`${id} has a card and no specimen, neither in content/runtimes nor in content/strategies`)
  return found
}

function found(toolchain: BuiltToolchain): boolean {
  if (toolchain.version !== undefined) return true
  console.warn(`skipped: ${cureOf(toolchain)}`)
  if (process.env.CI === 'true' && installedInCi(toolchain)) throw new Error(`where CI=true it must be there: ${cureOf(toolchain)}`)
  return false
}

it('has a card for each language without a strategy, and an order', () => {
  expect(cards.map(({ id }) => id)).toEqual(expect.arrayContaining(others.map(({ strategy }) => strategy)))
  expect(new Set(cards.map(({ order }) => order)).size).toBe(cards.length)
})

describe.each(cards)('$name', (card) => {
  const toolchain = toolchainOf(card.id)
  const recorded = (setting: string): string => path.join(toolchain.folder, `recordings/real-${setting}.ndjson`)
  const release = (setting: string): string => /"code":"specimen","text":"[^"]* (\S+) \S+"/.exec(readFileSync(recorded(setting), 'utf8'))?.[1] ?? '0'

  it('names strategies, settings and sources that exist', () => {
    const catalog = decodeCatalog(readFileSync(path.join(CONTENT, 'catalog.json'), 'utf8'))
    expect(catalog.ok && catalog.value.strategies.map(({ id }) => id)).toContain(card.like)
    const settings: string[] = toolchain.specimen.settings.map(({ name }) => name)
    expect(card.proofs.filter(({ setting }) => !settings.includes(setting))).toEqual([])
    const sources = new Set(filesOf('sources').flatMap(({ value }) => value.map(({ id }) => id)))
    expect(card.sources.filter((id) => !sources.has(id))).toEqual([])
  })

  const onFile = card.proofs.filter(({ setting, from, before }) => existsSync(recorded(setting)) && releaseWithin(release(setting), from, before))
  it.each(onFile)('recorded, $of ($setting): as the card says', ({ setting, check }) => {
    const log = realLog(eventsIn(readFileSync(recorded(setting), 'utf8')), toolchain.specimen.window)
    expect(log && judge(check, log)).toMatchObject({ judged: true, holds: true })
  })

  it('has a recording of its plain run', () => expect(existsSync(recorded('plain'))).toBe(true))

  describe.runIf(liveRuns() && found(toolchain))('here', () => {
    const proofs = [toolchain, ...otherReleases(toolchain)].flatMap((one) =>
      card.proofs.filter(({ from, before }) => releaseWithin(one.version ?? '0', from, before)).map((proof) => ({ ...proof, one, version: one.version })),
    )
    it.each(proofs)('$version, $of ($setting): as the card says, and another run would not do', ({ setting, check, one }) => {
      const asked = one.specimen.settings.find(({ name }) => name === setting)
      const log = asked && realLog(eventsIn(runSpecimen(one, asked)), one.specimen.window)
      if (!log) throw new Error(`${card.name} ${setting}: nothing was spawned`)
      expect(judge(check, log)).toMatchObject({ judged: true, holds: true })
      expect(judge(check, forge(check, log, false))).toMatchObject({ holds: false })
    })
  })
})
