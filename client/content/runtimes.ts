/** Cards on languages; and of those that are not re-created, the rules of their windows and their recorded runs. */
import type { Runtime } from '../../protocol/runtimes.ts'
import { Specimen } from '../../protocol/specimen.ts'
import { fetched } from './fetched.ts'
import type { Told } from './told.ts'

export type ToldRuntime = Told<Runtime> & { id: string }

const cardFiles = import.meta.glob<Told<Runtime>>('../../content/runtimes/*.yaml', { query: '?told', import: 'default', eager: true })
const specimenFiles = import.meta.glob<unknown>('../../content/runtimes/*/specimen/specimen.json', { import: 'default', eager: true })
const recordingFiles = import.meta.glob<string>('../../content/runtimes/*/recordings/*.ndjson', { query: '?url&no-inline', import: 'default', eager: true })

function specimenFile(id: string): string {
  return `../../content/runtimes/${id}/specimen/specimen.json`
}

const CARDS: readonly ToldRuntime[] = Object.entries(cardFiles)
  .map(([file, card]) => ({ ...card, id: file.replace(/^.*\/|\.yaml$/g, '') }))
  .toSorted((a, b) => a.order - b.order)

/** Those that no strategy re-creates. */
export const OTHERS: readonly ToldRuntime[] = CARDS.filter(({ id }) => specimenFiles[specimenFile(id)] !== undefined)

export function cardOf(id: string): ToldRuntime | undefined {
  return CARDS.find((card) => card.id === id)
}

export function runtimeSpecimen(id: string): Specimen {
  return Specimen.parse(specimenFiles[specimenFile(id)])
}

/** The plain run as NDJSON; undefined when it cannot be fetched. */
export function runtimeRecording(id: string): Promise<string | undefined> {
  return fetched(recordingFiles[`../../content/runtimes/${id}/recordings/real-plain.ndjson`])
}
