/** A likeness as content/likeness.json keeps it: what is the same is counted, what is not is listed. Pure. */
import type { LikenessRow } from '../../../protocol/likeness.ts'
import type { Likeness } from './likeness.ts'

/** A description is no evidence: long ones are cut. */
const SHOWN = 300
/** An edition that takes another road differs in every call; the count says that well enough. */
const MOST = 24

export function rowOf(setting: string, edition: string, { counts, percent, explained, unexplained, pairs }: Likeness): LikenessRow {
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

/** Where a checkout lies is nobody's business, and a random length is another each time. */
function shown(text: string | undefined): string | null {
  return (
    text
      ?.replace(/"\/[^"]*?native\/build\/targets\//g, '"/app/')
      .replace(/, \d{12,}\)/, ', RANDOM)')
      .slice(0, SHOWN) ?? null
  )
}
