/** The code of a strategy: its listing and the notes on its steps. The one that the home page plays loads at once, the others on request. */
import { languageFolder } from './languageFolder.ts'
import type { Inline, Listing } from './types.ts'

type Notes = Record<string, Inline[]>
export interface Code {
  listing: Listing
  notes: Notes
}

const firstListings = import.meta.glob<Listing>('../../native/strategies/rust.c', { query: '?listing', import: 'default', eager: true })
// Excludes the first, or else it would be a separate chunk and one more request for the first figure.
const otherListings = import.meta.glob<Listing>(['../../native/strategies/*.c', '!../../native/strategies/rust.c'], {
  query: '?listing',
  import: 'default',
})
const otherNotes = import.meta.glob<Notes>(['./strategies/*/steps.md', './languages/*/strategies/*/steps.md', '!./**/strategies/rust/steps.md'], {
  base: '../../content',
  query: '?notes',
  import: 'default',
})
/** One file for each language: the notes of every first strategy (build/vite/notesModule.ts). */
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

/** Await it before drawing anything in that language. */
export async function loadFirstCode(language: string): Promise<void> {
  const notes = (await firstNotes[notesFile('rust', language)]?.()) ?? {}
  for (const [file, listing] of Object.entries(firstListings)) {
    const strategy = /(\w+)\.c$/.exec(file)?.[1] ?? ''
    known.set(word(strategy, language), { listing, notes: notes[strategy] ?? {} })
  }
}

/** Undefined until it has loaded; NO_CODE for a program that is not ours. */
export function codeOf(strategy: string, language: string): Code | undefined {
  return known.get(word(strategy, language)) ?? (otherListings[listingFile(strategy)] ? undefined : NO_CODE)
}

export async function loadCode(strategy: string, language: string): Promise<void> {
  const [listing = NO_CODE.listing, notes = {}] = await Promise.all([otherListings[listingFile(strategy)]?.(), otherNotes[notesFile(strategy, language)]?.()])
  known.set(word(strategy, language), { listing, notes })
}
