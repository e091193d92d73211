/**
 * Decides into how many files the code of the first figure goes. The bundler would split the shared code into thirty files, and
 * over HTTP/1.1 a phone fetches six at a time, one round trip for every six. So one file has the code that every page needs, and
 * another file has the code that the home page adds.
 */
import path from 'node:path'
import type { Rolldown } from 'vite'
import { HOME, SEAT, START } from './comesFirst.ts'

const CLIENT = path.resolve(import.meta.dirname, '../../client')
/** The texts of refusals are small, and pages without a figure need them too. */
const EVERY_PAGE = [START, 'ui/useRefusalWords.ts']
const FIRST_FIGURE = [HOME]
/** The page of a seat, which is drawn without the rest. */
const SEAT_PAGE = [SEAT]

/**
 * The start of the page must not wait for the rest. So what both use is a group of its own: Vite's import helper, and what says that
 * the rest did not come. Each later group takes what is left.
 */
export const CHUNKS: Rolldown.CodeSplittingGroup[] = [
  { name: 'begin', test: /vite\/preload-helper|ui\/servedBuild|runs\/(beginsInClass|hashAddress)|class\/(classStorage|keptClass|places)/, priority: 3 },
  // What the page of a seat shares with every other, so that a phone in a class fetches no more than this.
  {
    debugName: 'both',
    name: (module, graph) => (importedBy(SEAT_PAGE, graph).has(module) && importedBy(EVERY_PAGE, graph).has(module) ? 'both' : null),
    priority: 2.5,
  },
  { debugName: 'page', name: (module, graph) => (importedBy(EVERY_PAGE, graph).has(module) ? 'page' : null), priority: 2 },
  { debugName: 'figure', name: (module, graph) => (importedBy(FIRST_FIGURE, graph).has(module) ? 'figure' : null), priority: 1 },
]

const known = new WeakMap<Rolldown.ChunkingContext, Map<readonly string[], Set<string>>>()

/** Modules of the client and everything that they import statically. */
function importedBy(entries: readonly string[], graph: Rolldown.ChunkingContext): Set<string> {
  const counted = known.get(graph) ?? new Map<readonly string[], Set<string>>()
  known.set(graph, counted)
  const before = counted.get(entries)
  if (before) return before
  const found = new Set<string>()
  const waiting = entries.map((entry) => path.join(CLIENT, entry))
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (found.has(module)) continue
    found.add(module)
    waiting.push(...(graph.getModuleInfo(module)?.importedIds ?? []))
  }
  counted.set(entries, found)
  return found
}
