/** The figures of every setting. Where a toolchain is missing the figures on file stay. */
import { readFileSync } from 'node:fs'
import { release } from 'node:os'
import type { Likeness } from '../../client/model/likeness/likeness.ts'
import { type LikenessRow, LikenessTable } from '../../protocol/likeness.ts'
import type { Toolchain } from '../specimens/build.ts'
import { compare } from '../specimens/compare.ts'
import { editionOf, environment } from '../specimens/run.ts'
import { steady } from './steady.ts'

/** A description is no evidence: long ones are cut. */
const SHOWN = 300
/** An edition that takes another road differs in every call; the count says that well enough. */
const MOST = 24

export function likenessTable(toolchains: readonly Toolchain[], file: string): string {
  const old = onFile(file)
  const rows = toolchains.flatMap((toolchain) => {
    const { strategy, specimen, version } = toolchain
    if (version === undefined) return old.filter((row) => row.strategy === strategy)
    const known = old.find((row) => row.strategy === strategy)
    const all = (edition: string, before: readonly LikenessRow[] = []): LikenessRow[] =>
      specimen.settings.map((setting) => {
        const onFile = before.find((row) => row.setting === setting.name)
        return JSON.parse(steady(() => JSON.stringify(rowOf(setting.name, edition, compare(toolchain, setting, edition))), JSON.stringify(onFile)).text)
      })
    const today = all(editionOf(toolchain), known?.today)
    return [{ strategy, runtime: specimen.runtime, version, kernel: release(), libc: environment(), today, article: all('article', known?.article) }]
  })
  return `${JSON.stringify(rows, null, 1)}\n`
}

function rowOf(setting: string, edition: string, { counts, percent, explained, unexplained, pairs }: Likeness): LikenessRow {
  const differences = pairs
    .filter(({ verdict }) => verdict !== 'same')
    .slice(0, MOST)
    .map(({ verdict, lane, part, ours, real, explained: why }) => ({
      verdict,
      lane,
      part,
      ours: shown(ours?.text),
      real: shown(real?.text),
      explained: why ?? null,
    }))
  return { setting, edition, counts, percent, explained, unexplained, differences }
}

/** Where this checkout lies is nobody's business, and a random length is another each time. */
function shown(text: string | undefined): string | null {
  return (
    text
      ?.replace(/"\/[^"]*?native\/build\/targets\//g, '"/app/')
      .replace(/, \d{12,}\)/, ', RANDOM)')
      .slice(0, SHOWN) ?? null
  )
}

function onFile(file: string): LikenessTable {
  try {
    return LikenessTable.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
