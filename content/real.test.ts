/** Claims judged on the real languages, traced here and now; the same check as for our re-creations. */
import { describe, expect, it } from 'vitest'
import { judge } from '../client/model/claims/judge.ts'
import { realLog } from '../client/model/claims/realLog.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { filesOf } from '../scripts/content/files.ts'
import { toolchains } from '../scripts/specimens/build.ts'
import { eventsOf, runReal } from '../scripts/specimens/run.ts'
import { liveRuns } from '../scripts/test/liveRuns.ts'
import { forge } from './testing/forge.ts'

const all = toolchains()
const logs = new Map<string, TraceEvent[]>()
const rows = filesOf('claims').flatMap(({ value }) =>
  value.flatMap((claim) => (claim.specimens ?? []).map((specimen) => ({ name: `${claim.id}: ${specimen.strategy} ${specimen.setting}`, claim, specimen }))),
)

/** The log of a specimen; undefined, with the reason said, where its language is missing or of another time. */
function logOf({ strategy, setting, from, before }: (typeof rows)[number]['specimen']): TraceEvent[] | undefined {
  const toolchain = all.find((one) => one.strategy === strategy)
  const asked = toolchain?.specimen.settings.find(({ name }) => name === setting)
  if (!toolchain || !asked) throw new Error(`content/strategies/${strategy}/specimen has no setting ${setting}`)
  if (toolchain.version === undefined) {
    expect(process.env.CI, `no ${strategy} here: apt-get install ${toolchain.specimen.package}`).not.toBe('true')
    return undefined
  }
  if ((from !== undefined && older(toolchain.version, from)) || (before !== undefined && !older(toolchain.version, before))) {
    console.warn(`skipped: ${strategy} ${toolchain.version} is not of the time that the claim speaks of`)
    return undefined
  }
  const key = `${strategy} ${setting}`
  const known = logs.get(key) ?? realLog(eventsOf(runReal(toolchain, asked)), toolchain.specimen.window)
  if (!known) throw new Error(`${key}: the real program has spawned nothing`)
  logs.set(key, known)
  return known
}

function older(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  for (let n = 0; n < 3; n += 1) if ((a?.[n] ?? 0) !== (b?.[n] ?? 0)) return (a?.[n] ?? 0) < (b?.[n] ?? 0)
  return false
}

describe.skipIf(!liveRuns())('the real languages', () => {
  it.each(rows)('$name', ({ claim, specimen }) => {
    const log = logOf(specimen)
    const check = specimen.check ?? claim.check
    if (!check) throw new Error(`${claim.id}: a specimen without a check`)
    if (!log) return
    expect(judge(check, log)).toMatchObject({ judged: true, holds: specimen.holds })
    expect(judge(check, forge(check, log, !specimen.holds))).toMatchObject({ holds: !specimen.holds })
  })
})
