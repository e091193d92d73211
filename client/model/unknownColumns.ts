/** What a link names and the catalog does not know. The form of a link is checked elsewhere (link.ts). Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import { editionNamed, runnable } from './known.ts'
import type { ColumnChoice } from './link.ts'

export interface UnknownName {
  what: 'strategy' | 'edition' | 'real'
  word: string
  /** The strategy whose edition it is; the word itself otherwise. */
  of: string
  /** What exists. */
  names: readonly string[]
}

/** The columns that can be shown, and the names that stand in their way. An unknown edition gives way to the newest. */
export function knownColumns(columns: readonly ColumnChoice[], catalog: Catalog): { columns: ColumnChoice[]; unknown: UnknownName[] } {
  const unknown: UnknownName[] = []
  const all = runnable(catalog)
  const say = (what: UnknownName['what'], word: string, of: string, names: readonly string[]): void => {
    unknown.push({ what, word, of, names })
  }
  const shown = columns.flatMap((column): ColumnChoice[] => {
    const { strategy, edition, specimen, recording } = column
    if (recording !== undefined) return [column]
    if (specimen !== undefined) {
      const known = (catalog.specimens ?? []).map((one) => one.strategy)
      // A server without the real programs plays their recordings.
      if (known.includes(strategy) || all.some(({ id }) => id === strategy)) return [column]
      say('real', strategy, strategy, known)
      return []
    }
    const found = all.find(({ id }) => id === strategy)
    if (!found) {
      say(
        'strategy',
        strategy,
        strategy,
        all.map(({ id }) => id),
      )
      return []
    }
    if (edition === undefined || editionNamed(found, edition)) return [column]
    say(
      'edition',
      edition,
      strategy,
      found.editions.map(({ name }) => name),
    )
    const { edition: _, ...newest } = column
    return [newest]
  })
  return { columns: shown, unknown }
}
