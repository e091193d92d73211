import type { Catalog } from '../../../protocol/catalog.ts'
import type { GridRow } from '../../model/grid.ts'
import type { LabWords } from '../../words/labWords.ts'

/** "Rust", "rust 1.32", "Go, the real program". Plain calls keep their id. */
export function gridRowName({ strategy: id, edition, real }: GridRow, catalog: Catalog, words: LabWords): string {
  const strategy = catalog.strategies.find((one) => one.id === id)
  const name = strategy?.runtime ? (strategy.title.split(': ')[0] ?? id) : id
  if (real) return words.gridReal(name)
  return edition ? `${name} ${edition}` : name
}
