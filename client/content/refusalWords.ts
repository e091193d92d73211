/** The words of a refusal for the reader: the meaning of its code, and the details of this case from the server or the page. */
import type { Refusal } from '../../protocol/errors.ts'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { knownSentence } from '../model/knownSentence.ts'
import { languageFile } from './languageFiles.ts'

const meaningFiles = languageFile(import.meta.glob<string>('../../content/languages/*/errors.md', { query: '?raw', import: 'default' }))
/** Translations of messages and cures, by the English in the code. English has no such file. */
const sentenceFiles = languageFile(import.meta.glob<Record<string, string>>('../../content/languages/*/refusals.json', { import: 'default' }))
/** Empty for English, because the server's own sentence says more. */
const meanings = new Map<Language, Map<string, string>>([[LANGUAGES[0].id, new Map()]])

/** Call it when the page shows its first refusal. */
export async function loadRefusalWords(language: Language): Promise<void> {
  if (meanings.has(language)) return
  const [text = ''] = await Promise.all([meaningFiles.load(language), sentenceFiles.load(language)])
  // One line for each code; content/languages.test.ts checks that.
  meanings.set(language, new Map([...text.matchAll(/^## (\w+)\n(.+)$/gm)].map(([, code = '', said = '']) => [code, said.replaceAll('`', '')])))
}

/** One sentence of the server in the reader's language; unchanged if the table lacks it. */
export function saidIn(text: string, language: Language): string {
  return knownSentence(text, sentenceFiles.known(language) ?? {}) ?? text
}

/** One or two sentences: what was wrong, and the cure. */
export function refusalWords({ code, message, cure }: Refusal, language: Language): string {
  const table = sentenceFiles.known(language)
  const own = [message, cure].filter(Boolean)
  const said = table ? own.map((text) => knownSentence(text, table) ?? `${text}. `).join('') : own.join('. ')
  const meaning = meanings.get(language)?.get(code)
  return meaning === undefined ? said : `${meaning}（${said.trim()}）`
}
