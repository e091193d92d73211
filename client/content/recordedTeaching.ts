import { excerptFile } from './excerpts.ts'

/** The recorded runs of claims, lessons and incidents. Fetched only if live runs are not available. */
export const recordedTeaching = excerptFile(import.meta.glob<string>('../../content/recorded/teaching.ndjson', { query: '?raw', import: 'default' }))

/** NDJSON of an excerpt by its experimentKey; undefined if there is no such recording. */
export async function recordedExperiment(key: string): Promise<string | undefined> {
  return (await recordedTeaching()).get(key)
}
