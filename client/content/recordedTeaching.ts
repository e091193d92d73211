/** The recorded runs of claims, lessons and incidents. Fetched only where live runs are not to be had. */
const files = import.meta.glob<string>('../../content/recorded/teaching.ndjson', { query: '?raw', import: 'default' })

let known: Promise<ReadonlyMap<string, string>> | undefined

/** The experimentKeys of all that were recorded. */
export async function recordedKeys(): Promise<string[]> {
  known ??= load()
  return [...(await known).keys()]
}

/** NDJSON of an excerpt by its experimentKey; undefined where none was recorded. */
export async function recordedExperiment(key: string): Promise<string | undefined> {
  known ??= load()
  return (await known).get(key)
}

async function load(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const text = (await Object.values(files)[0]?.()) ?? ''
  for (const part of text.split(/^(?=\{"run":)/m)) {
    const end = part.indexOf('\n')
    if (end > 0) found.set((JSON.parse(part.slice(0, end)) as { run: string }).run, part.slice(end + 1))
  }
  return found
}
