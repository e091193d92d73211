/**
 * Numbers and dates as a language writes them. The texts of a language have formatters of their own; whatever else needs one takes it
 * here (scripts/check/intl.test.ts): made once for each language and use, because to make one takes as long as some hundred uses.
 */

/** A maker that keeps what it has made, by language and, if there is one, by a number. */
function kept<T>(make: (language: string, detail: number) => T): (language: string, detail?: number) => T {
  const made = new Map<string, T>()
  return (language, detail = 0) => {
    const key = `${language} ${detail}`
    const before = made.get(key)
    if (before) return before
    const next = make(language, detail)
    made.set(key, next)
    return next
  }
}

const plain = kept((language) => new Intl.NumberFormat(language))
const digitsOf = kept((language, maximumSignificantDigits) => new Intl.NumberFormat(language, { maximumSignificantDigits }))
const here = kept((language) => new Intl.DateTimeFormat(language, { dateStyle: 'long' }))
const inUtc = kept((language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }))
const languages = kept((language) => new Intl.DisplayNames(language, { type: 'language' }))

/** "12,345". */
export const grouped = (value: number, language: string): string => plain(language).format(value)
/** At most so many significant digits: "1.23". */
export const significant = (value: number, digits: number, language: string): string => digitsOf(language, digits).format(value)
/** "1 December 2026", where the reader is. `seconds`: since 1970. */
export const dayHere = (seconds: number, language: string): string => here(language).format(new Date(seconds * 1000))
/** The same in UTC. */
export const dayInUtc = (seconds: number, language: string): string => inUtc(language).format(new Date(seconds * 1000))
/** "German"; undefined if the language does not know it. */
export const nameOfLanguage = (of: string, language: string): string | undefined => languages(language).of(of)
