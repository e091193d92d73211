/** What `check` says, in the reader's language. English is the helper's and the server's own. */
import { languageFile } from './languageFiles.ts'

const texts = languageFile(import.meta.glob<Record<string, string>>('../../content/languages/*/check.json', { import: 'default' }))

/** Must be awaited before anything of it is shown in that language. */
export async function loadCheckWords(language: string): Promise<void> {
  await texts.load(language)
}

/** Undefined: the machine's own word, as it came, or a language that needs no translation. */
export function knownCheckWords(text: string, language: string): string | undefined {
  const known = texts.known(language) ?? {}
  const whole = known[text]
  if (whole !== undefined) return whole
  for (const [pattern, said] of Object.entries(known)) {
    const found = placesIn(pattern)?.exec(text)
    // What stands in the places is the machine's own word.
    if (found) return found.slice(1).reduce((sentence, word) => sentence.replace(PLACE, () => word), said)
  }
  return undefined
}

export function checkWords(text: string, language: string): string {
  return knownCheckWords(text, language) ?? text
}

/** As printf has them. */
const PLACE = /%l?[sd]/

function placesIn(pattern: string): RegExp | undefined {
  const parts = pattern.split(PLACE)
  return parts.length === 1 ? undefined : new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`, 's')
}
