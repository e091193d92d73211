import { excerptFile } from './excerpts.ts'

/** The recorded runs of the Lab: every strategy with one setting varied. Only a site of plain files needs them. */
export const recordedLab = excerptFile(import.meta.glob<string>('../../content/recorded/lab.ndjson', { query: '?raw', import: 'default' }))
