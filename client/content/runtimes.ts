/** Cards on languages: what their real programs do. */
import type { Runtime } from '../../protocol/runtimes.ts'
import type { Told } from './prose.ts'

export type ToldRuntime = Told<Runtime> & { id: string }

const files = import.meta.glob<Told<Runtime>>('../../content/runtimes/*.yaml', { query: '?told', import: 'default', eager: true })

const CARDS: readonly ToldRuntime[] = Object.entries(files)
  .map(([file, card]) => ({ ...card, id: file.replace(/^.*\/|\.yaml$/g, '') }))
  .toSorted((a, b) => a.order - b.order)

/** Those that no strategy re-creates. */
export const OTHERS: readonly ToldRuntime[] = CARDS.filter(({ id, like }) => id !== like)

export function cardOf(id: string): ToldRuntime | undefined {
  return CARDS.find((card) => card.id === id)
}
