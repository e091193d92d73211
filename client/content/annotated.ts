/**
 * The code of a strategy and the notes on it, each fetched when it is first asked for: the page has many strategies, a
 * figure few. Whoever shows them asks again when `subscribe` calls.
 */
import type { Inline, Listing } from './types.ts'

type Notes = Record<string, Inline[]>

const listingFiles = import.meta.glob<Listing>('../../native/strategies/*.c', { query: '?listing', import: 'default' })
const noteFiles = import.meta.glob<Notes>('../../content/strategies/*/steps.*.md', { query: '?notes', import: 'default' })

const NO_LISTING: Listing = { steps: [] }
const NO_NOTES: Notes = {}
const listings = new Map<string, Listing>()
/** By `strategy language`. */
const notes = new Map<string, Notes>()
const listeners = new Set<() => void>()
let spoken = 'en'

export const listingOf = (strategy: string): Listing => listings.get(strategy) ?? NO_LISTING
export const notesOf = (strategy: string, language: string): Notes => notes.get(`${strategy} ${language}`) ?? NO_NOTES

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** From now on notes are in this language; those of strategies that are shown already are there when it resolves. */
export async function speakNotes(language: string): Promise<void> {
  spoken = language
  await Promise.all([...listings.keys()].map(loadAnnotated))
}

/** Resolves when code and notes are there, or cannot be had. */
export async function loadAnnotated(strategy: string): Promise<void> {
  const key = `${strategy} ${spoken}`
  const listing = listingFiles[`../../native/strategies/${strategy}.c`]
  const note = noteFiles[`../../content/strategies/${strategy}/steps.${spoken}.md`]
  if (!listing || !note || (listings.has(strategy) && notes.has(key))) return
  try {
    const [steps, words] = await Promise.all([listing(), note()])
    listings.set(strategy, steps)
    notes.set(key, words)
    for (const listener of listeners) listener()
  } catch {
    // Without a network there is no code; the run is shown all the same.
  }
}
