/** A file that the folders of languages have, fetched once, and only for those who read that language. */
import { type Language, languageNamed } from '../../protocol/language.ts'

export interface LanguageFile<T> {
  /** The same promise each time. Undefined where that language has no such file. */
  load: (language: Language) => Promise<T | undefined>
  /** Undefined while it is not there, too. */
  known: (language: Language) => T | undefined
  /** It is there, or there is nothing to wait for. */
  ready: (language: Language) => boolean
}

/** `files`: as import.meta.glob gives content/languages/&#42;/FILE. */
export function languageFile<T>(files: Record<string, () => Promise<T>>): LanguageFile<T> {
  const found = new Map(Object.entries(files).map(([file, get]) => [languageNamed(/languages\/([^/]+)\//.exec(file)?.[1]), get]))
  const known = new Map<Language, T>()
  const coming = new Map<Language, Promise<T | undefined>>()
  async function fetchIn(language: Language): Promise<T | undefined> {
    const value = await found.get(language)?.()
    if (value !== undefined) known.set(language, value)
    return value
  }
  return {
    load(language) {
      const before = coming.get(language)
      if (before) return before
      const promise = fetchIn(language)
      coming.set(language, promise)
      // A network may come back: the next one who asks tries again.
      promise.catch(() => coming.delete(language))
      return promise
    },
    known: (language) => known.get(language),
    ready: (language) => known.has(language) || !found.has(language),
  }
}
