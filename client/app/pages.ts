/** Every page: its path, and how it is loaded. The first is the home page; a page is fetched when it is opened. */
import { type ComponentType, lazy } from 'react'

export interface Page {
  path: string
  /** Its name is `words.pages[id]`. */
  id: 'compare' | 'cost'
  /** Listed in the bar at the top. */
  listed: boolean
  /** Drawn alone, without bar. */
  bare: boolean
  Component: ComponentType
}

export const PAGES: readonly Page[] = [
  { path: '/', id: 'compare', listed: true, bare: false, Component: lazy(async () => ({ default: (await import('../pages/ComparePage.tsx')).ComparePage })) },
  { path: '/cost', id: 'cost', listed: true, bare: false, Component: lazy(async () => ({ default: (await import('../pages/CostPage.tsx')).CostPage })) },
]
