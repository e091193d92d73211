/** A file in the folder of each language. Fetched once, and only for readers of that language. */
import { type Language, languageNamed } from '../../protocol/language.ts'

export interface LanguageFile<T> {
  /** Returns the same promise each time. Resolves to undefined if that language has no such file. */
  load: (language: Language) => Promise<T | undefined>
  /** Also undefined until the file has loaded. */
  known: (language: Language) => T | undefined
  /** Whether the file has loaded, or does not exist. */
  ready: (language: Language) => boolean
}

/** `files`: the result of import.meta.glob for content/languages/&#42;/FILE. */
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
      // Forget a failure, so that the next call tries again: the network may be back.
      promise.catch(() => coming.delete(language))
      return promise
    },
    known: (language) => known.get(language),
    ready: (language) => known.has(language) || !found.has(language),
  }
}
