/** A file in the folder of each language. Fetched once, and only for readers of that language. */
import { type Language, languageNamed } from '../../protocol/language.ts'
import { type FetchedOnce, fetchedOnce } from './fetchedOnce.ts'

export interface LanguageFile<T> {
  /** Resolves to undefined if that language has no such file. After a failure, fetches it again. */
  load: (language: Language) => Promise<T | undefined>
  /** For React's `use`: the same promise each time, also a failed one (fetchedOnce). */
  coming: (language: Language) => Promise<T | undefined>
  /** Also undefined until the file has loaded. */
  known: (language: Language) => T | undefined
  /** Whether the file has loaded, or does not exist. */
  ready: (language: Language) => boolean
}

/** `files`: the result of import.meta.glob for content/languages/&#42;/FILE. */
export function languageFile<T>(files: Record<string, () => Promise<T>>): LanguageFile<T> {
  const found = new Map<Language | undefined, FetchedOnce<T>>(
    Object.entries(files).map(([file, get]) => [languageNamed(/languages\/([^/]+)\//.exec(file)?.[1]), fetchedOnce(get)]),
  )
  return {
    load: async (language) => found.get(language)?.load(),
    coming: (language) => found.get(language)?.coming() ?? NOTHING,
    known: (language) => found.get(language)?.known(),
    ready: (language) => found.get(language)?.known() !== undefined || !found.has(language),
  }
}

/** React reads the two fields, and does not wait. */
const NOTHING = Object.assign(Promise.resolve(undefined), { status: 'fulfilled', value: undefined })
