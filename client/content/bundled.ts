/** What ships with the page: recorded runs, the catalog they were made with. Globbed, never listed. */

import type { Catalog } from '../../protocol/catalog.ts'
import { decodeCatalog } from '../../protocol/decode.ts'
import { fetched } from './fetched.ts'

const recordingFiles = import.meta.glob<string>(['../../content/strategies/*/recordings/*.ndjson', '!../../content/strategies/*/recordings/real-*.ndjson'], {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})
const catalogFiles = import.meta.glob<string>('../../content/catalog.json', { query: '?raw', import: 'default' })

/** The recorded run of a strategy as NDJSON; undefined when none ships, or when it cannot be fetched. */
export function recordingOf(strategy: string, name = 'today'): Promise<string | undefined> {
  return fetched(recordingFiles[`../../content/strategies/${strategy}/recordings/${name}.ndjson`])
}

/** For a page without a server, or a server without a helper. */
export async function bundledCatalog(): Promise<Catalog | undefined> {
  const verdict = decodeCatalog((await Object.values(catalogFiles)[0]?.()) ?? '')
  return verdict.ok ? verdict.value : undefined
}
