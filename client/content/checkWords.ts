/** What `check` says, in the reader's language. English is the helper's and the server's own. */
import type { Language } from '../../protocol/language.ts'
import { languageFile } from './languageFiles.ts'

export const checkTexts = languageFile(import.meta.glob<Record<string, string>>('../../content/languages/*/check.json', { import: 'default' }))

/** Undefined: the machine's own word, as it came, or a language that needs no translation. */
export function knownCheckWords(text: string, language: Language): string | undefined {
  const known = checkTexts.known(language) ?? {}
  const whole = known[text]
  if (whole !== undefined) return whole
  for (const [pattern, said] of Object.entries(known)) {
    const found = placesIn(pattern)?.exec(text)
    // What stands in the places is the machine's own word.
    if (found) return found.slice(1).reduce((sentence, word) => sentence.replace(PLACE, () => word), said)
  }
  return undefined
}

export function checkWords(text: string, language: Language): string {
  return knownCheckWords(text, language) ?? text
}

/** As printf has them. */
const PLACE = /%l?[sd]/

function placesIn(pattern: string): RegExp | undefined {
  const parts = pattern.split(PLACE)
  return parts.length === 1 ? undefined : new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`, 's')
}
