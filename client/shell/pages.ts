/** Every page: its path, and how to load it. The first is the home page. A page is fetched when the reader opens it. */
import { type FetchedPart, fetchedPart } from '../ui/fetchedPart.ts'

interface Row extends FetchedPart {
  path: string
  /** Its folder is client/pages/ID, its file IDPage.tsx (the home page's: compare/HomePage.tsx), its name `words.pages[id]`. */
  id: string
  /** Where it is listed: in the bar at the top, or only in the menu beside it. The bar has fewer than eight, so that each can be found. */
  listed: 'bar' | 'menu' | false
  /** Drawn alone, without the bar. */
  bare: boolean
}

const ROWS = [
  { path: '/', id: 'home', listed: false, bare: false, ...fetchedPart(async () => (await import('../pages/compare/HomePage.tsx')).HomePage) },
  {
    path: '/lessons/:slug?/:step?',
    id: 'lessons',
    listed: 'bar',
    bare: false,
    ...fetchedPart(async () => (await import('../pages/lessons/LessonsPage.tsx')).LessonsPage),
  },
  { path: '/compare', id: 'compare', listed: 'bar', bare: false, ...fetchedPart(async () => (await import('../pages/compare/ComparePage.tsx')).ComparePage) },
  { path: '/lab', id: 'lab', listed: 'bar', bare: false, ...fetchedPart(async () => (await import('../pages/lab/LabPage.tsx')).LabPage) },
  {
    path: '/atlas/:row?/:question?/:runtime?/:topic?/:releases?',
    id: 'atlas',
    listed: 'bar',
    bare: false,
    ...fetchedPart(async () => (await import('../pages/atlas/AtlasPage.tsx')).AtlasPage),
  },
  { path: '/class/:lesson?', id: 'class', listed: 'bar', bare: false, ...fetchedPart(async () => (await import('../pages/class/ClassPage.tsx')).ClassPage) },
  {
    path: '/claims/:id?',
    id: 'claims',
    listed: 'bar',
    bare: false,
    ...fetchedPart(async () => (await import('../pages/claims/ClaimsPage.tsx')).ClaimsPage),
  },
  {
    path: '/incidents/:id?/:language?/:hazard?',
    id: 'incidents',
    listed: 'bar',
    bare: false,
    ...fetchedPart(async () => (await import('../pages/incidents/IncidentsPage.tsx')).IncidentsPage),
  },
  { path: '/own/:trace?', id: 'own', listed: 'menu', bare: false, ...fetchedPart(async () => (await import('../pages/own/OwnPage.tsx')).OwnPage) },
  { path: '/real', id: 'real', listed: 'menu', bare: false, ...fetchedPart(async () => (await import('../pages/real/RealPage.tsx')).RealPage) },
  { path: '/cost', id: 'cost', listed: 'menu', bare: false, ...fetchedPart(async () => (await import('../pages/cost/CostPage.tsx')).CostPage) },
  {
    path: '/glossary/:id?',
    id: 'glossary',
    listed: 'menu',
    bare: false,
    ...fetchedPart(async () => (await import('../pages/glossary/GlossaryPage.tsx')).GlossaryPage),
  },
  { path: '/check', id: 'check', listed: 'menu', bare: false, ...fetchedPart(async () => (await import('../pages/check/CheckPage.tsx')).CheckPage) },
  {
    path: '/teach/:room?/:lesson?',
    id: 'teach',
    listed: false,
    bare: false,
    ...fetchedPart(async () => (await import('../pages/teach/TeachPage.tsx')).TeachPage),
  },
  {
    path: '/atlas-row/:row?',
    id: 'atlasRow',
    listed: false,
    bare: true,
    ...fetchedPart(async () => (await import('../pages/atlasRow/AtlasRowPage.tsx')).AtlasRowPage),
  },
  { path: '/embed', id: 'embed', listed: false, bare: true, ...fetchedPart(async () => (await import('../pages/embed/EmbedPage.tsx')).EmbedPage) },
] as const satisfies readonly Row[]

/** Messages must name every page; tsc reports a missing one. */
export type PageId = (typeof ROWS)[number]['id']
export interface Page extends Row {
  id: PageId
}
export const PAGES: readonly Page[] = ROWS

/** The path that a page starts with, without its parameters. */
export function homeOf({ path }: Pick<Page, 'path'>): string {
  return path.replace(/\/:.*$/, '')
}

/** The page at a path, or at any path below it. */
export function pageAt(path: string): Page | undefined {
  return PAGES.find((page) => page.path === path) ?? PAGES.find((page) => page.path.includes('/:') && `${path}/`.startsWith(`${homeOf(page)}/`))
}
