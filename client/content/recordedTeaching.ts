/** The recorded runs of claims, lessons and incidents. Fetched only where live runs are not to be had. */
import { excerptsIn } from './excerpts.ts'

const files = import.meta.glob<string>('../../content/recorded/teaching.ndjson', { query: '?raw', import: 'default' })

let known: Promise<ReadonlyMap<string, string>> | undefined

/** NDJSON by experimentKey. */
export function recordedTeaching(): Promise<ReadonlyMap<string, string>> {
  known ??= load()
  return known
}

/** NDJSON of an excerpt by its experimentKey; undefined where none was recorded. */
export async function recordedExperiment(key: string): Promise<string | undefined> {
  return (await recordedTeaching()).get(key)
}

async function load(): Promise<ReadonlyMap<string, string>> {
  return excerptsIn((await Object.values(files)[0]?.()) ?? '')
}
