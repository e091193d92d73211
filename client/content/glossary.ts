/** The glossary's terms. A file of their own: a term opens on pages that show nothing else of what teaches. */
import type { Term } from '../../protocol/lessons.ts'
import type { Compiled } from './prose.ts'

export type CompiledTerm = Compiled<Term>

const files = import.meta.glob<CompiledTerm[]>('../../content/glossary/*.yaml', { query: '?prose', import: 'default', eager: true })

export const TERMS: readonly CompiledTerm[] = Object.values(files).flat()

export function termOf(id: string): CompiledTerm | undefined {
  return TERMS.find((term) => term.id === id)
}
