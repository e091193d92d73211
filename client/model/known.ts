/** Looks up names in the catalog. Pure. */
import type { Catalog, Strategy } from '../../protocol/catalog.ts'

/** Every strategy and experiment that `run` accepts. */
export function runnable(catalog: Catalog): Strategy[] {
  return [...catalog.strategies, ...catalog.hazards]
}

/** The edition with that name or alias; the newest if `word` is missing. */
export function editionNamed({ editions }: Pick<Strategy, 'editions'>, word = 'today'): Strategy['editions'][number] | undefined {
  return editions.find(({ name, aliases }) => name === word || aliases.includes(word))
}
