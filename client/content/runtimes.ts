/** Languages that are shown and not re-created: their cards, the rules of their windows, their recorded runs. */
import type { Runtime } from '../../protocol/runtimes.ts'
import { Specimen } from '../../protocol/specimen.ts'
import { fetched } from './fetched.ts'
import type { Told } from './told.ts'

export type ToldRuntime = Told<Runtime> & { id: string }

const cardFiles = import.meta.glob<Told<Runtime>>('../../content/runtimes/*.yaml', { query: '?told', import: 'default', eager: true })
const specimenFiles = import.meta.glob<unknown>('../../content/runtimes/*/specimen/specimen.json', { import: 'default', eager: true })
const recordingFiles = import.meta.glob<string>('../../content/runtimes/*/recordings/*.ndjson', { query: '?url&no-inline', import: 'default', eager: true })

export const RUNTIMES: readonly ToldRuntime[] = Object.entries(cardFiles)
  .map(([file, card]) => ({ ...card, id: file.replace(/^.*\/|\.yaml$/g, '') }))
  .toSorted((a, b) => a.order - b.order)

export function runtimeSpecimen(id: string): Specimen {
  return Specimen.parse(specimenFiles[`../../content/runtimes/${id}/specimen/specimen.json`])
}

/** The plain run as NDJSON; undefined when it cannot be fetched. */
export function runtimeRecording(id: string): Promise<string | undefined> {
  return fetched(recordingFiles[`../../content/runtimes/${id}/recordings/real-plain.ndjson`])
}
