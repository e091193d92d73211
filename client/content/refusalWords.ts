/** What a refusal says to a reader. The server's sentence is English; in another language the meaning of its code stands before it. */
import type { Refusal } from '../../protocol/errors.ts'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { languageFile } from './languageFiles.ts'

const files = languageFile(import.meta.glob<string>('../../content/languages/*/errors.md', { query: '?raw', import: 'default' }))
/** In English there is nothing before it: the server's own sentence says more. */
const meanings = new Map<Language, Map<string, string>>([[LANGUAGES[0].id, new Map()]])

/** Fetched when the first refusal is shown. */
export async function loadRefusalWords(language: Language): Promise<void> {
  if (meanings.has(language)) return
  const text = (await files.load(language)) ?? ''
  // One line for each code; content/languages.test.ts sees to that.
  meanings.set(language, new Map([...text.matchAll(/^## (\w+)\n(.+)$/gm)].map(([, code = '', said = '']) => [code, said.replaceAll('`', '')])))
}

/** One or two sentences: what was wrong, and the cure. */
export function refusalWords({ code, message, cure }: Refusal, language: Language): string {
  const own = [message, cure].filter(Boolean).join('. ')
  const meaning = meanings.get(language)?.get(code)
  return meaning === undefined ? own : `${meaning}（${own}）`
}
