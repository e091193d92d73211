/** Every text of a content file with its address, by which the other languages translate it. Pure. */
import type { Words } from '../../protocol/claims.ts'
import type { Path } from './grammar.ts'

export interface Text {
  path: Path
  /** `go-flags.says`, `steps.predict.options.1.reason`. */
  address: string
  english: string
}

/** In the order of the file. `value`: as its schema has read it. */
export function textsOf(value: unknown, path: Path = [], names: readonly string[] = []): Text[] {
  if (isWords(value)) return [{ path, address: names.join('.'), english: value.english }]
  if (Array.isArray(value)) return value.flatMap((item, at) => textsOf(item, [...path, at], [...names, nameOf(item, at)]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key], [...names, key]))
}

/** The same value with something else in place of each text. */
export function withTexts(value: unknown, make: (words: Words, path: Path) => unknown, path: Path = []): unknown {
  if (isWords(value)) return make(value, path)
  if (Array.isArray(value)) return value.map((item, at) => withTexts(item, make, [...path, at]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, make, [...path, key])]))
}

/** An item of a list is called by its id, a step of a lesson by its kind, anything else by its place, from 1. */
function nameOf(item: unknown, at: number): string {
  const { id, kind } = (item ?? {}) as { id?: unknown; kind?: unknown }
  return String(id ?? kind ?? at + 1)
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'english' in value && Object.keys(value).length === 1
}
