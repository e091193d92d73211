/** A file that a language's folder has, fetched once for those who read that language. */

export interface LanguageFile<T> {
  /** Undefined where the language has no such file: what is in English in the code itself needs none. */
  load: (language: string) => Promise<T | undefined>
  /** Undefined while it is not there, too. */
  known: (language: string) => T | undefined
}

/** `files`: as import.meta.glob gives content/languages/&#42;/FILE. */
export function languageFile<T>(files: Record<string, () => Promise<T>>): LanguageFile<T> {
  const found = new Map(Object.entries(files).map(([file, get]) => [/languages\/([^/]+)\//.exec(file)?.[1], get]))
  const known = new Map<string, T>()
  return {
    async load(language) {
      const value = known.get(language) ?? (await found.get(language)?.())
      if (value !== undefined) known.set(language, value)
      return value
    },
    known: (language) => known.get(language),
  }
}
