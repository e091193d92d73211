/** What `check` says, in the reader's language. English is the helper's and the server's own. */
import type { Language } from '../../protocol/language.ts'
import type { Specimen } from '../../protocol/specimen.ts'
import { knownSentence } from '../model/knownSentence.ts'
import { languageFile } from './languageFiles.ts'

export const checkTexts = languageFile(import.meta.glob<Record<string, string>>('../../content/languages/*/check.json', { import: 'default' }))

const probes = import.meta.glob<Specimen['check']>('../../content/{strategies,runtimes}/*/specimen/specimen.json', { eager: true, import: 'check' })

/** As its manifest names the real program behind an item of `check`. */
export function programName(item: string): string | undefined {
  return Object.values(probes).find((probe) => probe?.item === item)?.name
}

/** Undefined: the machine's own word, as it came, or a language that needs no translation. */
export function knownCheckWords(text: string, language: Language): string | undefined {
  return knownSentence(text, checkTexts.known(language) ?? {})
}

export function checkWords(text: string, language: Language): string {
  return knownCheckWords(text, language) ?? text
}
