/** The lines of a source, asked of the server once: what stands on its machine does not change while the page is open. */
import type { SourceLines } from '../../protocol/sources.ts'
import type { Outside } from './outside/outside.ts'

const asked = new Map<string, Promise<SourceLines | null>>()

export function sourceLines(id: string, outside: Outside): Promise<SourceLines | null> {
  const answer = asked.get(id) ?? outside.sourceLines(id)
  asked.set(id, answer)
  return answer
}
