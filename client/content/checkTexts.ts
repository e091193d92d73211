/** The texts of `check` in the reader's language. The helper and the server supply the English. */
import type { Language } from '../../protocol/language.ts'
import type { Specimen } from '../../protocol/specimen.ts'
import { knownSentence } from '../model/knownSentence.ts'
import { languageFile } from './languageFiles.ts'

export const checkTexts = languageFile(import.meta.glob<Record<string, string>>('../../content/languages/*/check.json', { import: 'default' }))

const probes = import.meta.glob<Specimen['check']>('../../content/{strategies,runtimes}/*/specimen/specimen.json', { eager: true, import: 'check' })

/** The name, from its manifest, of the real program behind an item of `check`. */
export function programName(item: string): string | undefined {
  return Object.values(probes).find((probe) => probe?.item === item)?.name
}

/** Undefined if the text is the machine's own word, or the language needs no translation. */
export function knownCheckWords(text: string, language: Language): string | undefined {
  return knownSentence(text, checkTexts.known(language) ?? {})
}

export function checkWords(text: string, language: Language): string {
  return knownCheckWords(text, language) ?? text
}
