/** What ships with the page: code, notes, recorded runs, the catalog they were made with. Globbed, never listed. */

import type { Catalog } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import type { Inline, Listing } from './types.ts'

const listingFiles = import.meta.glob<Listing>('../../native/strategies/*.c', { query: '?listing', import: 'default', eager: true })
const noteFiles = import.meta.glob<Record<string, Inline[]>>('../../content/strategies/*/steps.*.md', { query: '?notes', import: 'default', eager: true })
const recordingFiles = import.meta.glob<string>('../../content/strategies/*/recordings/*.ndjson', { query: '?raw', import: 'default' })
const catalogFiles = import.meta.glob<string>('../../content/catalog.json', { query: '?raw', import: 'default' })

const NONE: Listing = { steps: [] }

export function listingOf(strategy: string): Listing {
  return listingFiles[`../../native/strategies/${strategy}.c`] ?? NONE
}

export function notesOf(strategy: string, language: string): Record<string, Inline[]> {
  return noteFiles[`../../content/strategies/${strategy}/steps.${language}.md`] ?? {}
}

/** The recorded run of a strategy as NDJSON; undefined when none ships. */
export async function recordingOf(strategy: string): Promise<string | undefined> {
  return recordingFiles[`../../content/strategies/${strategy}/recordings/today.ndjson`]?.()
}

/** For a page without a server, or a server without a helper. */
export async function bundledCatalog(): Promise<Catalog | undefined> {
  const verdict = decodeCatalog((await Object.values(catalogFiles)[0]?.()) ?? '')
  return verdict.ok ? verdict.value : undefined
}
