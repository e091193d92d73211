/** The atlas: its questions and rows, and the recorded runs of each row, fetched when a cell is opened. */
import type { Atlas, AtlasQuestion } from '../../protocol/atlas.ts'
import { excerptFile } from './excerpts.ts'
import { inFileOrder } from './fileOrder.ts'
import type { Compiled } from './prose.ts'

export type CompiledQuestion = Compiled<AtlasQuestion>

const questionFiles = import.meta.glob<CompiledQuestion[]>('../../content/atlas/*.yaml', { query: '?prose', import: 'default', eager: true })
const atlasFiles = import.meta.glob<Atlas>('../../content/atlas/atlas.json', { import: 'default', eager: true })
const recorded = import.meta.glob<string>('../../content/atlas/recorded/*.ndjson', { query: '?raw', import: 'default' })

export const QUESTIONS: readonly CompiledQuestion[] = inFileOrder(questionFiles)
export const ROWS: Atlas['rows'] = Object.values(atlasFiles).flatMap(({ rows }) => rows)

const files = new Map<string, () => Promise<ReadonlyMap<string, string>>>()

/** NDJSON of the runs of a row, by the name of the run. Throws NotFetched. */
export function recordedRow(id: string): Promise<ReadonlyMap<string, string>> {
  const file = `../../content/atlas/recorded/${id}.ndjson`
  const get = recorded[file]
  const load = files.get(id) ?? excerptFile(get ? { [file]: get } : {})
  files.set(id, load)
  return load()
}
