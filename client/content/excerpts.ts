/** A file of excerpts as `npm run record` writes it (scripts/content/recorded.ts): a line with the key, then its events. */

/** NDJSON of each excerpt by its key. */
export function excerptsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const part of text.split(/^(?=\{"run":)/m)) {
    const end = part.indexOf('\n')
    if (end > 0) found.set((JSON.parse(part.slice(0, end)) as { run: string }).run, part.slice(end + 1))
  }
  return found
}
