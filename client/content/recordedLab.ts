/** The recorded runs of the Lab: every strategy with one setting varied. Only a site of plain files has use for them. */
import { excerptsIn } from './excerpts.ts'

const files = import.meta.glob<string>('../../content/recorded/lab.ndjson', { query: '?raw', import: 'default' })

let known: Promise<ReadonlyMap<string, string>> | undefined

/** NDJSON by experimentKey. */
export function recordedLab(): Promise<ReadonlyMap<string, string>> {
  known ??= load()
  return known
}

async function load(): Promise<ReadonlyMap<string, string>> {
  return excerptsIn((await Object.values(files)[0]?.()) ?? '')
}
