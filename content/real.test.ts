/** Traces the real languages and judges claims on them, with the same checks as for our re-creations. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT, filesOf } from '../build/content/contentFiles.ts'
import { judge } from '../client/model/claims/judge.ts'
import { realLog } from '../client/model/claims/realLog.ts'
import { releaseWithin } from '../client/model/claims/releases.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { LikenessTable } from '../protocol/likeness.ts'
import type { SpecimenSetting } from '../protocol/specimen.ts'
import { type BuiltToolchain, cureOf, toolchains } from '../scripts/specimens/build.ts'
import { otherReleases } from '../scripts/specimens/otherReleases.ts'
import { eventsIn, runSpecimen } from '../scripts/specimens/runSpecimen.ts'
import { forge } from './testing/forge.ts'

const all = toolchains()
const likeness = LikenessTable.parse(JSON.parse(readFileSync(path.join(CONTENT, 'likeness.json'), 'utf8')))
const logs = new Map<string, TraceEvent[]>()
const rows = filesOf('claims').flatMap(({ value }) =>
  value.flatMap((claim) => (claim.specimens ?? []).map((specimen) => ({ name: `${claim.id}: ${specimen.strategy} ${specimen.setting}`, claim, specimen }))),
)

/** The log of a specimen in each release for which something is expected. None, with a printed reason, if no such release is here. */
function logsOf({ strategy, setting, from, before }: (typeof rows)[number]['specimen']): TraceEvent[][] {
  const toolchain = all.find((one) => one.strategy === strategy)
  const asked = toolchain?.specimen.settings.find(({ name }) => name === setting)
  if (!toolchain || !asked) throw new Error(`content/strategies/${strategy}/specimen has no setting ${setting}`)
  if (toolchain.version === undefined) {
    console.warn(`skipped: ${cureOf(toolchain)}`)
    expect(process.env.CI, cureOf(toolchain)).not.toBe('true')
    return []
  }
  const releases = [toolchain, ...otherReleases(toolchain)].filter(({ version = '0' }) => releaseWithin(version, from, before))
  if (releases.length === 0) console.warn(`skipped: ${strategy} ${toolchain.version} is not of the time that the claim speaks of`)
  return releases.map((release) => logIn(release, asked))
}

function logIn(release: BuiltToolchain, asked: SpecimenSetting): TraceEvent[] {
  // The settings of another release are built by its own program.
  const setting = release.specimen.settings.find(({ name }) => name === asked.name) ?? asked
  const key = `${release.strategy}${release.tag} ${setting.name}`
  const known = logs.get(key) ?? realLog(eventsIn(runSpecimen(release, setting)), release.specimen.window)
  if (!known) throw new Error(`${key}: the real program has spawned nothing`)
  logs.set(key, known)
  return known
}

describe.skipIf(!liveRuns())('the real languages', () => {
  it.each(rows)('$name', ({ claim, specimen }) => {
    const found = logsOf(specimen)
    const check = specimen.check ?? claim.check
    if (!check) throw new Error(`${claim.id}: a specimen without a check`)
    for (const log of found) {
      expect(judge(check, log)).toMatchObject({ judged: true, holds: specimen.holds })
      expect(judge(check, forge(check, log, !specimen.holds))).toMatchObject({ holds: !specimen.holds })
    }
  })
})

describe('recorded real programs, for a page without live ones', () => {
  const recorded = rows.flatMap(({ name, claim, specimen }) => {
    const { strategy, setting, from, before } = specimen
    const file = path.join(CONTENT, `strategies/${strategy}/recordings/real-${setting}.ndjson`)
    const version = likeness.find((row) => row.strategy === strategy)?.version ?? '0'
    return existsSync(file) && releaseWithin(version, from, before) ? [{ name, claim, specimen, text: readFileSync(file, 'utf8') }] : []
  })

  it('are there for each language', () => expect(new Set(recorded.map(({ specimen }) => specimen.strategy)).size).toBeGreaterThan(3))

  it.each(recorded)('$name is judged alike', ({ claim, specimen, text }) => {
    const rules = all.find((one) => one.strategy === specimen.strategy)?.specimen.window
    const check = specimen.check ?? claim.check
    const log = rules && realLog(eventsIn(text), rules)
    if (!check || !log) throw new Error(`${claim.id}: nothing was spawned in the recording`)
    expect(judge(check, log)).toMatchObject({ judged: true, holds: specimen.holds })
  })
})
