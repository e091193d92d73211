/**
 * A group of messages, such as the Lab's: it comes with the first page that shows it, in the reader's language only.
 * Every folder of content/languages has it; no language is named here.
 */
import { use } from 'react'
import { LANGUAGES, type Language, languageNamed } from '../../protocol/language.ts'
import { useLanguage } from './language.ts'

export interface MessageGroup<T> {
  load: (language: Language) => Promise<T>
  /** Undefined while it is not there yet. */
  known: (language: Language) => T | undefined
  /** In the language of the page. Whoever draws it waits for it. */
  use: () => T
}

const groups = new Set<(language: Language) => Promise<unknown>>()
/** The language that is shown: what is fetched later is fetched in it. */
let shown: Language = LANGUAGES[0].id

/** `files`: as import.meta.glob gives content/languages/&#42;/page/GROUP.ts. */
export function messageGroup<T>(files: Record<string, () => Promise<T>>): MessageGroup<T> {
  const found = new Map(Object.entries(files).map(([file, get]) => [languageOf(file), get]))
  const known = new Map<Language, T>()
  const coming = new Map<Language, Promise<T>>()
  const fetchIn = async (language: Language): Promise<T> => {
    const get = found.get(language)
    if (!get) throw new Error(`content/languages/${language}/page lacks a file that ${LANGUAGES[0].id} has`)
    const words = await get()
    known.set(language, words)
    return words
  }
  const load = (language: Language): Promise<T> => {
    const promise = coming.get(language) ?? fetchIn(language)
    coming.set(language, promise)
    // A network may come back: the next one who asks tries again.
    promise.catch(() => coming.delete(language))
    return promise
  }
  groups.add(load)
  return {
    load,
    known: (language) => known.get(language),
    use: () => {
      const language = useLanguage()
      return known.get(language) ?? use(load(language))
    },
  }
}

/** Something else that is fetched with the words of a page. */
export function withWords(load: (language: Language) => Promise<unknown>): void {
  groups.add(load)
}

/** All groups that the pages seen so far need. Awaited before anything is drawn in that language. */
export async function loadWords(language: Language = shown): Promise<void> {
  shown = language
  await Promise.all([...groups].map((load) => load(language)))
}

function languageOf(file: string): Language | undefined {
  return languageNamed(/languages\/([^/]+)\//.exec(file)?.[1])
}
