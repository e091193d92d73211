/** The code of a strategy as it is read: its listing and the notes on its steps. The home page's four come at once, the rest when asked for. */
import { languageFolder } from './languageFolder.ts'
import type { Inline, Listing } from './types.ts'

type Notes = Record<string, Inline[]>
export interface Code {
  listing: Listing
  notes: Notes
}

const firstListings = import.meta.glob<Listing>('../../native/strategies/{rust,go,ruby,nim}.c', { query: '?listing', import: 'default', eager: true })
// In chunks of their own: one that is also fetched at once would be a chunk more for the first figure.
const otherListings = import.meta.glob<Listing>(['../../native/strategies/*.c', '!../../native/strategies/{rust,go,ruby,nim}.c'], {
  query: '?listing',
  import: 'default',
})
const otherNotes = import.meta.glob<Notes>(['./strategies/*/steps.md', './languages/*/strategies/*/steps.md', '!./**/strategies/{rust,go,ruby,nim}/steps.md'], {
  base: '../../content',
  query: '?notes',
  import: 'default',
})
/** Of each language one file: with that of Rust the build gives those of all four (build/vite/notesModule.ts). */
const firstNotes = import.meta.glob<Record<string, Notes>>(['./strategies/rust/steps.md', './languages/*/strategies/rust/steps.md'], {
  base: '../../content',
  query: '?firstnotes',
  import: 'default',
})

const known = new Map<string, Code>()
export const NO_CODE: Code = { listing: { steps: [] }, notes: {} }
const word = (strategy: string, language: string): string => `${strategy} ${language}`
const listingFile = (strategy: string): string => `../../native/strategies/${strategy}.c`
const notesFile = (strategy: string, language: string): string => `./${languageFolder(language)}strategies/${strategy}/steps.md`

/** Must be awaited before anything is drawn in that language. */
export async function loadFirstCode(language: string): Promise<void> {
  const notes = (await firstNotes[notesFile('rust', language)]?.()) ?? {}
  for (const [file, listing] of Object.entries(firstListings)) {
    const strategy = /(\w+)\.c$/.exec(file)?.[1] ?? ''
    known.set(word(strategy, language), { listing, notes: notes[strategy] ?? {} })
  }
}

/** Undefined while it is not there yet; of a program that is not ours there is none. */
export function codeOf(strategy: string, language: string): Code | undefined {
  return known.get(word(strategy, language)) ?? (otherListings[listingFile(strategy)] ? undefined : NO_CODE)
}

export async function loadCode(strategy: string, language: string): Promise<void> {
  const [listing = NO_CODE.listing, notes = {}] = await Promise.all([otherListings[listingFile(strategy)]?.(), otherNotes[notesFile(strategy, language)]?.()])
  known.set(word(strategy, language), { listing, notes })
}
