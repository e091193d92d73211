/** Reads a file of excerpts that `npm run record` wrote (build/content/recordedFile.ts): a line with the key, then its events. */

import { fetchedOnce } from './fetchedOnce.ts'

/** NDJSON by experimentKey. The first call fetches the file. `files`: the result of import.meta.glob, with one file. */
export function excerptFile(files: Record<string, () => Promise<string>>): () => Promise<ReadonlyMap<string, string>> {
  return fetchedOnce(async () => excerptsIn((await Object.values(files)[0]?.()) ?? '')).load
}

function excerptsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const part of text.split(/^(?=\{"run":)/m)) {
    const end = part.indexOf('\n')
    if (end > 0) found.set((JSON.parse(part.slice(0, end)) as { run: string }).run, part.slice(end + 1))
  }
  return found
}
