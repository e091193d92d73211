/** What a row of the atlas is called. `versions` translates the catalog's words for a range of releases. */
import type { AtlasRow } from '../../../protocol/atlas.ts'

export function rowName({ kind, runtime, release }: AtlasRow, versions: (said: string) => string): string {
  if (kind !== 'ours') return `${runtime} ${release}`
  // "Go 1.23 and later" names its runtime; "every Unix" does not say that it is fork.
  const [first = ''] = runtime.split(' ')
  return release.startsWith(first) || first === 'Node' ? versions(release) : `${runtime}: ${versions(release)}`
}
