/** What ships with the page: recorded runs and their catalog. Globs find the files; never list them. */
import type { Catalog, Strategy } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import { editionNamed } from '../model/known.ts'
import { fetchedOnce } from './fetchedOnce.ts'

/** What the home page plays. The addresses of all others are a longer list, which nobody needs before the first figure. */
const firstFiles = import.meta.glob<string>('../../content/strategies/{rust,go,ruby,nim}/recordings/today.ndjson', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})
/** All of them in one file, for whoever asks for several. */
const firstRuns = import.meta.glob<Record<string, string>>('../../content/strategies/rust/recordings/today.ndjson', { query: '?firstruns', import: 'default' })
const together = fetchedOnce(async () => (await Object.values(firstRuns)[0]?.()) ?? {})

const firstFile = (id: string, name: string): string => `../../content/strategies/${id}/recordings/${name}.ndjson`
async function urlOf(id: string, name: string): Promise<string | undefined> {
  return firstFiles[firstFile(id, name)] ?? (await import('./recordingFiles.ts')).recordingUrl(id, name)
}
const catalogFiles = import.meta.glob<string>('../../content/catalog.json', { query: '?raw', import: 'default' })

/**
 * The recorded run of a strategy as NDJSON; undefined if none ships, or the fetch fails. `several`: the caller wants others too, so
 * that the one file of the first columns is smaller than theirs.
 */
export async function recordingOf(strategy: string, name = 'today', several = false): Promise<string | undefined> {
  try {
    if (firstFile(strategy, name) in firstFiles && (several || together.known())) return (await together.load())[strategy]
    const url = await urlOf(strategy, name)
    if (url === undefined) return undefined
    const response = await fetch(new URL(url, document.baseURI))
    return response.ok ? await response.text() : undefined
  } catch {
    // Without a network the page has no recording, and says that there is no run yet.
    return undefined
  }
}

/** The name of the recording of a strategy's edition (scripts/record/main.ts). The newest is `today`. */
export function recordingName(strategy: Strategy, edition: string): string {
  const known = editionNamed(strategy, edition)
  return known && strategy.editions.length > 1 && !known.aliases.includes('today') ? known.name : 'today'
}

/** For a page without a server, or a server without a helper. */
export async function bundledCatalog(): Promise<Catalog | undefined> {
  const verdict = decodeCatalog((await Object.values(catalogFiles)[0]?.()) ?? '')
  return verdict.ok ? verdict.value : undefined
}
