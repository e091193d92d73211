/** A likeness as content/likeness.json stores it: counts the equal calls and lists the others. Pure. */
import type { LikenessRow } from '../../../protocol/likeness.ts'
import type { Likeness } from './likeness.ts'

/** Cuts long descriptions: they are no evidence. */
const SHOWN = 300
/** An edition that spawns in another way differs in every call; then the count alone is enough. */
const MOST = 24

export function rowOf(setting: LikenessRow['setting'], edition: string, { counts, percent, explained, unexplained, pairs }: Likeness): LikenessRow {
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

/** Hides the path of the checkout, which is private, and random lengths, which change each time. */
function shown(text: string | undefined): string | null {
  return (
    text
      ?.replace(/"\/[^"]*?native\/build\/targets\//g, '"/app/')
      .replace(/, \d{12,}\)/, ', RANDOM)')
      .slice(0, SHOWN) ?? null
  )
}
