/** What ships with the page: code, notes, recorded runs, the catalog they were made with. Globbed, never listed. */

import type { Catalog, Strategy } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import type { Inline, Listing } from './types.ts'

const listingFiles = import.meta.glob<Listing>('../../native/strategies/*.c', { query: '?listing', import: 'default', eager: true })
const noteFiles = new Map<string, Record<string, Record<string, Inline[]>>>()
const NOTES: Record<string, () => Promise<{ notes: Record<string, Record<string, Inline[]>> }>> = {
  en: () => import('./notes.en.ts'),
  ja: () => import('./notes.ja.ts'),
}
const recordingFiles = import.meta.glob<string>('../../content/strategies/*/recordings/*.ndjson', { query: '?url&no-inline', import: 'default', eager: true })
const catalogFiles = import.meta.glob<string>('../../content/catalog.json', { query: '?raw', import: 'default' })

const NONE: Listing = { steps: [] }

export function listingOf(strategy: string): Listing {
  return listingFiles[`../../native/strategies/${strategy}.c`] ?? NONE
}

/** Must be awaited before the notes of a language are asked for. */
export async function loadNotes(language: string): Promise<void> {
  const load = NOTES[language]
  if (load && !noteFiles.has(language)) noteFiles.set(language, (await load()).notes)
}

export function notesOf(strategy: string, language: string): Record<string, Inline[]> {
  return noteFiles.get(language)?.[`../../content/strategies/${strategy}/steps.${language}.md`] ?? {}
}

/** The recorded run of a strategy as NDJSON; undefined when none ships, or when it cannot be fetched. */
export async function recordingOf(strategy: string, name = 'today'): Promise<string | undefined> {
  const url = recordingFiles[`../../content/strategies/${strategy}/recordings/${name}.ndjson`]
  if (url === undefined) return undefined
  try {
    const response = await fetch(new URL(url, document.baseURI))
    return response.ok ? await response.text() : undefined
  } catch {
    // Without a network there is no recording; the page says that there is no run yet.
    return undefined
  }
}

/** The name under which a strategy's edition was recorded (scripts/record.ts): the newest is `today`. */
export function recordingName({ editions }: Strategy, edition: string): string {
  const known = editions.find(({ name, aliases }) => name === edition || aliases.includes(edition))
  return known && editions.length > 1 && !known.aliases.includes('today') ? known.name : 'today'
}

/** Does a recording of that name ship? */
export function hasRecording(strategy: string, name: string): boolean {
  return recordingFiles[`../../content/strategies/${strategy}/recordings/${name}.ndjson`] !== undefined
}

/** For a page without a server, or a server without a helper. */
export async function bundledCatalog(): Promise<Catalog | undefined> {
  const verdict = decodeCatalog((await Object.values(catalogFiles)[0]?.()) ?? '')
  return verdict.ok ? verdict.value : undefined
}
