/**
 * Numbers, dates and lists as a language writes them. The only file that makes a formatter of Intl (scripts/check/intl.test.ts): one for
 * each language and use, made once, because to make one takes as long as to use it some hundred times.
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
const short = kept((language) => new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 }))
const and = kept((language) => new Intl.ListFormat(language, { type: 'conjunction' }))
const here = kept((language) => new Intl.DateTimeFormat(language, { dateStyle: 'long' }))
const inUtc = kept((language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }))
const languages = kept((language) => new Intl.DisplayNames(language, { type: 'language' }))

/** "12,345". */
export const grouped = (value: number, language: string): string => plain(language).format(value)
/** At most so many significant digits: "1.23". */
export const significant = (value: number, digits: number, language: string): string => digitsOf(language, digits).format(value)
/** "12.3K". */
export const compactly = (value: number, language: string): string => short(language).format(value)
/** "Rust, Go, and Nim". */
export const conjoined = (names: readonly string[], language: string): string => and(language).format(names)
/** "1 December 2026", where the reader is. `seconds`: since 1970. */
export const dayHere = (seconds: number, language: string): string => here(language).format(new Date(seconds * 1000))
/** The same in UTC. */
export const dayInUtc = (seconds: number, language: string): string => inUtc(language).format(new Date(seconds * 1000))
/** "German"; undefined if the language does not know it. */
export const nameOfLanguage = (of: string, language: string): string | undefined => languages(language).of(of)
