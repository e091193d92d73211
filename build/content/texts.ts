/** Finds every text of a content file with its address, by which the other languages translate it. Pure. */
import type * as z from 'zod/mini'
import { Words } from '../../protocol/claims.ts'
import type { Path } from './grammar.ts'

export interface Text {
  path: Path
  /** `go-flags.says`, `steps.predict.options.1.reason`. */
  address: string
  english: string
}

/** In the order of the schema, which distinguishes texts from other strings. `value` must have passed the schema. */
export function textsOf(schema: z.core.$ZodType, value: unknown, path: Path = [], names: readonly string[] = []): Text[] {
  if (value === undefined) return []
  if (schema === Words) return [{ path, address: names.join('.'), english: String(value) }]
  const { def } = (schema as z.core.$ZodTypes)._zod
  const into = (inner: z.core.$ZodType, key: string | number, name: string, part: unknown) => textsOf(inner, part, [...path, key], [...names, name])
  switch (def.type) {
    case 'array':
      return (value as unknown[]).flatMap((item, at) => into(def.element, at, nameOf(item, at), item))
    case 'object':
      return Object.entries(def.shape).flatMap(([key, inner]) => into(inner, key, key, (value as Record<string, unknown>)[key]))
    case 'record':
      return Object.entries(value as Record<string, unknown>).flatMap(([key, part]) => into(def.valueType, key, key, part))
    case 'optional':
      return textsOf(def.innerType, value, path, names)
    case 'union': {
      const chosen = def.options.find((option) => (option as z.ZodMiniType).safeParse(value).success)
      return chosen ? textsOf(chosen, value, path, names) : []
    }
    default:
      return []
  }
}

/** The same value with each text replaced. `made`: gives the replacement for a path. */
export function withTexts(value: unknown, made: ReadonlyMap<string, unknown>, path: Path = []): unknown {
  const own = made.get(pathKey(path))
  if (own !== undefined) return own
  if (Array.isArray(value)) return value.map((item, at) => withTexts(item, made, [...path, at]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, made, [...path, key])]))
}

export function pathKey(path: Path): string {
  return JSON.stringify(path)
}

/** An address names an item of a list by its id, a step of a lesson by its kind, anything else by its position, from 1. */
function nameOf(item: unknown, at: number): string {
  const { id, kind } = (item ?? {}) as { id?: unknown; kind?: unknown }
  return String(id ?? kind ?? at + 1)
}
