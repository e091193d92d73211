/** The strategies at build time, in the catalog's order. For parts of the page that draw before a server answers. */
export interface StrategyName {
  id: string
  /** "Rust", "fork". */
  name: string
}

const files = import.meta.glob<StrategyName[]>('../../content/catalog.json', { query: '?strategies', import: 'default', eager: true })

export const STRATEGIES: readonly StrategyName[] = Object.values(files).flat()
