/** What `check` says, in the reader's language. English is the helper's and the server's own. */
import type { Language } from '../../protocol/language.ts'
import { knownSentence } from '../model/knownSentence.ts'
import { languageFile } from './languageFiles.ts'

export const checkTexts = languageFile(import.meta.glob<Record<string, string>>('../../content/languages/*/check.json', { import: 'default' }))

/** Undefined: the machine's own word, as it came, or a language that needs no translation. */
export function knownCheckWords(text: string, language: Language): string | undefined {
  return knownSentence(text, checkTexts.known(language) ?? {})
}

export function checkWords(text: string, language: Language): string {
  return knownCheckWords(text, language) ?? text
}
