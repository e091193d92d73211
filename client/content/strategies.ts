/** The strategies that this page was built with, in the catalog's order. For what is drawn before a server has answered. */
export interface StrategyName {
  id: string
  /** "Rust", "fork". */
  name: string
}

const files = import.meta.glob<StrategyName[]>('../../content/catalog.json', { query: '?strategies', import: 'default', eager: true })

export const STRATEGIES: readonly StrategyName[] = Object.values(files).flat()
