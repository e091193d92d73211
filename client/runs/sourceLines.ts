/** The lines of a source. Asks the server only once, because files on its machine do not change while the page is open. */
import type { SourceLines } from '../../protocol/sources.ts'
import type { Outside } from './outside/outside.ts'

const asked = new Map<string, Promise<SourceLines | null>>()

export function sourceLines(id: string, outside: Outside): Promise<SourceLines | null> {
  const answer = asked.get(id) ?? outside.sourceLines(id)
  asked.set(id, answer)
  return answer
}
