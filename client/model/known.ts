/** What the catalog knows by a name. Pure. */
import type { Catalog, Strategy } from '../../protocol/catalog.ts'

/** Every strategy and experiment that `run` takes. */
export function runnable(catalog: Catalog): Strategy[] {
  return [...catalog.strategies, ...catalog.hazards]
}

/** The edition of that name or alias; the newest where none is named. */
export function editionNamed({ editions }: Pick<Strategy, 'editions'>, word = 'today'): Strategy['editions'][number] | undefined {
  return editions.find(({ name, aliases }) => name === word || aliases.includes(word))
}
