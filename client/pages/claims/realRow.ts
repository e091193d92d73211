/** A claim's real program as a row of its table: the release installed here, or the recorded one. */
import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledClaim } from '../../content/claims.ts'
import { likenessTable } from '../../content/real.ts'
import { releaseWithin } from '../../model/claims/releases.ts'

type Real = NonNullable<CompiledClaim['specimens']>[number]

export interface RealRow {
  /** Name and release, like "Go 1.26.8". */
  title: string
  /** What the claim expects of this release; null if it speaks of other releases. */
  expect: boolean | null
}

const TABLE = likenessTable()

export function realRow({ strategy, holds, from, before }: Real, catalog: Catalog | null, recorded: boolean): RealRow {
  const row = TABLE.find((one) => one.strategy === strategy)
  const here = recorded ? undefined : catalog?.specimens?.find((one) => one.strategy === strategy)
  const version = here?.version ?? row?.version
  const title = `${here?.runtime ?? row?.runtime ?? strategy} ${version ?? ''}`.trim()
  return { title, expect: version === undefined || releaseWithin(version, from, before) ? holds : null }
}
