import { excerptFile } from './excerpts.ts'

/** The recorded runs of claims, lessons and incidents. Fetched only where live runs are not to be had. */
export const recordedTeaching = excerptFile(import.meta.glob<string>('../../content/recorded/teaching.ndjson', { query: '?raw', import: 'default' }))

/** NDJSON of an excerpt by its experimentKey; undefined where none was recorded. */
export async function recordedExperiment(key: string): Promise<string | undefined> {
  return (await recordedTeaching()).get(key)
}
