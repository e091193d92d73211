/**
 * A group of messages, such as the Lab's. The first page that shows it fetches it, in the reader's language only.
 * Every folder of content/languages has every group, so this file names no language.
 */
import { use } from 'react'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { type LanguageFile, languageFile } from '../content/languageFiles.ts'
import { useLanguage } from './language.ts'

export interface MessageGroup<T> extends LanguageFile<T> {
  /** The words in the language of the page. Suspends the component until they arrive. */
  useWords: () => T
}

const groups = new Set<(language: Language) => Promise<unknown>>()
/** The shown language. Later fetches use it. */
let shown: Language = LANGUAGES[0].id

/** `files`: the result of import.meta.glob for content/languages/&#42;/page/GROUP.ts. */
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

/** Registers another file to fetch with the words of a page. */
export function withWords({ load }: LanguageFile<unknown>): void {
  groups.add(load)
}

/** Suspends a component that needs the file until it arrives. */
export function useLoaded(file: LanguageFile<unknown>, needed = true): void {
  const language = useLanguage()
  if (needed) use(file.coming(language))
}

/** Loads the words of all pages seen so far. Await it before drawing anything in that language. */
export async function loadWords(language: Language = shown): Promise<void> {
  shown = language
  await Promise.all([...groups].map((load) => load(language)))
}
