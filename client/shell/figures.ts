/** The page of figures as a class asks for it: whether it can show a place, and how it starts. */
import type { ClassPlace } from '../class/places.ts'
import { isReadable } from '../runs/readableAddress.ts'
import { pageAt } from './pages.ts'
import { start } from './start.tsx'

/** A place comes from another browser: its path must be one of the pages, and its query a link that this page reads. */
export function fits({ path, query }: ClassPlace): boolean {
  const page = pageAt(path)
  return page !== undefined && !page.bare && isReadable({ path, query })
}

export { start }
