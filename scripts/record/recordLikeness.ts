/** The figures of every setting. If a toolchain is missing or was not asked for, the stored figures stay. */
import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import { rowOf } from '../../client/model/likeness/row.ts'
import { type LikenessRow, LikenessTable } from '../../protocol/likeness.ts'
import type { BuiltToolchain } from '../specimens/build.ts'
import { compare } from '../specimens/compare.ts'
import { editionOf, environment } from '../specimens/runSpecimen.ts'
import { steady } from './steady.ts'
import { inContainer } from './targetsFolder.ts'

export function recordLikeness(toolchains: readonly BuiltToolchain[], file: string, wanted: (strategy: string) => boolean): string {
  const old = onFile(file)
  const rows = toolchains.flatMap((toolchain) => {
    const { strategy, specimen, version } = toolchain
    if (version === undefined || !wanted(strategy)) return old.filter((row) => row.strategy === strategy)
    const known = old.find((row) => row.strategy === strategy)
    const all = (edition: string, before: readonly LikenessRow[] = []): LikenessRow[] =>
      specimen.settings.map((setting) => {
        const onFile = before.find((row) => row.setting === setting.name)
        return JSON.parse(steady(() => spelt(rowOf(setting.name, edition, compare(toolchain, setting, edition))), JSON.stringify(onFile)).text)
      })
    const today = all(editionOf(toolchain), known?.today)
    return [{ strategy, runtime: specimen.runtime, version, kernel: release(), libc: environment(), today, article: all('article', known?.article) }]
  })
  return `${JSON.stringify(rows, null, 1)}\n`
}

const spelt = (row: LikenessRow): string => JSON.stringify(row, (_, value) => (typeof value === 'string' ? inContainer(value) : value))

function onFile(file: string): LikenessTable {
  try {
    return LikenessTable.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
