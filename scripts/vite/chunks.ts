/**
 * In how many files the first figure comes. The bundler would make thirty of what pages share, and over HTTP/1.1 a phone fetches
 * six at a time, each six a round trip later: so what every page needs is one file, and what the home page adds is another.
 */
import path from 'node:path'
import type { Rolldown } from 'vite'

const CLIENT = path.resolve(import.meta.dirname, '../../client')
const EVERY_PAGE = path.join(CLIENT, 'app/start.tsx')
const FIRST_FIGURE = path.join(CLIENT, 'pages/ComparePage.tsx')

/** What begins the page must not wait for the rest: Vite's help for imports, which all have, is apart. Then each takes what is left. */
export const CHUNKS: Rolldown.CodeSplittingGroup[] = [
  { name: 'begin', test: /vite\/preload-helper/, priority: 3 },
  { name: (module, graph) => (importedBy(EVERY_PAGE, graph).has(module) ? 'page' : null), priority: 2 },
  { name: (module, graph) => (importedBy(FIRST_FIGURE, graph).has(module) ? 'figure' : null), priority: 1 },
]

const known = new WeakMap<Rolldown.ChunkingContext, Map<string, Set<string>>>()

/** A module and all that it imports at once. */
function importedBy(entry: string, graph: Rolldown.ChunkingContext): Set<string> {
  const entries = known.get(graph) ?? new Map<string, Set<string>>()
  known.set(graph, entries)
  const found = entries.get(entry) ?? new Set<string>()
  if (found.size === 0) {
    const waiting = [entry]
    for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
      if (found.has(module)) continue
      found.add(module)
      waiting.push(...(graph.getModuleInfo(module)?.importedIds ?? []))
    }
    entries.set(entry, found)
  }
  return found
}
