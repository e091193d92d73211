/**
 * A group of messages, such as the Lab's: it comes with the first page that shows it, in the reader's language only.
 * Every folder of content/languages has it; no language is named here.
 */
import { use } from 'react'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { type LanguageFile, languageFile } from '../content/languageFiles.ts'
import { useLanguage } from './language.ts'

export interface MessageGroup<T> extends LanguageFile<T> {
  /** In the language of the page. Whoever draws it waits for it. */
  useWords: () => T
}

const groups = new Set<(language: Language) => Promise<unknown>>()
/** The language that is shown: what is fetched later is fetched in it. */
let shown: Language = LANGUAGES[0].id

/** `files`: as import.meta.glob gives content/languages/&#42;/page/GROUP.ts. */
export function messageGroup<T>(files: Record<string, () => Promise<T>>): MessageGroup<T> {
  const file = languageFile(files)
  withWords(file)
  return {
    ...file,
    useWords() {
      const language = useLanguage()
      useLoaded(file)
      const words = file.known(language)
      if (words === undefined) throw new Error(`content/languages/${language}/page lacks a file that ${LANGUAGES[0].id} has`)
      return words
    },
  }
}

/** Something else that is fetched with the words of a page. */
export function withWords({ load }: LanguageFile<unknown>): void {
  groups.add(load)
}

/** Whoever draws what needs the file waits for it. */
export function useLoaded(file: LanguageFile<unknown>, needed = true): void {
  const language = useLanguage()
  if (needed && !file.ready(language)) use(file.load(language))
}

/** All that the pages seen so far say. Awaited before anything is drawn in that language. */
export async function loadWords(language: Language = shown): Promise<void> {
  shown = language
  await Promise.all([...groups].map((load) => load(language)))
}
