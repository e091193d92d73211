/** Ours and the real thing under one setting, judged. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Likeness, likenessOf } from '../../client/model/likeness/likeness.ts'
import { oursBeside, windowOf } from '../../client/model/likeness/window.ts'
import { type KnownDifference, KnownDifferences, type SpecimenSetting } from '../../protocol/specimen.ts'
import type { BuiltToolchain } from './build.ts'
import { editionOf, eventsIn, runOurs, runSpecimen } from './runSpecimen.ts'

/** What content/ explains about this strategy. */
export function knownDifferences({ source }: Pick<BuiltToolchain, 'source'>): KnownDifference[] {
  return KnownDifferences.parse(JSON.parse(readFileSync(path.join(path.dirname(source), 'known.json'), 'utf8')))
}

/** `edition`: of ours; the one that the release found is held against, unless told. */
export function compare(toolchain: BuiltToolchain, setting: SpecimenSetting, edition = editionOf(toolchain)): Likeness {
  const ours = windowOf(eventsIn(runOurs(toolchain, setting, edition)), oursBeside(toolchain.specimen.window))
  const real = windowOf(eventsIn(runSpecimen(toolchain, setting)), toolchain.specimen.window)
  if (!ours || !real) throw new Error(`${toolchain.strategy} ${setting.name}: ${ours ? 'the real program' : 'ours'} has spawned nothing`)
  return likenessOf(ours, real, knownDifferences(toolchain))
}
