/** Cards on languages: what their real programs do. */
import type { Runtime } from '../../protocol/runtimes.ts'
import type { Compiled } from './prose.ts'

export type CompiledRuntime = Compiled<Runtime> & { id: string }

const files = import.meta.glob<Compiled<Runtime>>('../../content/runtimes/*.yaml', { query: '?prose', import: 'default', eager: true })

const CARDS: readonly CompiledRuntime[] = Object.entries(files)
  .map(([file, card]) => ({ ...card, id: file.replace(/^.*\/|\.yaml$/g, '') }))
  .toSorted((a, b) => a.order - b.order)

/** The languages that no strategy re-creates. */
export const OTHERS: readonly CompiledRuntime[] = CARDS.filter(({ id, like }) => id !== like)

export function cardOf(id: string): CompiledRuntime | undefined {
  return CARDS.find((card) => card.id === id)
}
