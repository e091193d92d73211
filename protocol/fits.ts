/**
 * Whether a value is of a schema: the same answer as zod's, several times faster where no code may be made of text (the page's
 * Content Security Policy). Zod itself walks a schema anew for each value, and copies it; a batch of events has thousands of them.
 * fits.test.ts holds the two against each other. Who is refused is told why by zod.
 */
import type * as z from 'zod/mini'

export type Fits = (value: unknown) => boolean

/** The parts of zod's definitions that are read here. Whatever else a schema has makes it one that is not known. */
interface Def {
  type: string
  checks?: readonly { _zod: { def: CheckDef } }[]
  check?: string
  format?: string
  shape?: Readonly<Record<string, Schema>>
  catchall?: Schema
  innerType?: Schema
  element?: Schema
  options?: readonly Schema[]
  discriminator?: string
  unionFallback?: boolean
  values?: readonly unknown[]
  entries?: Readonly<Record<string, unknown>>
}
interface CheckDef {
  check: string
  format?: string
  pattern?: RegExp
  maximum?: number
  minimum?: number
  value?: number
  inclusive?: boolean
}
interface Schema {
  _zod: { def: Def }
}

class NotKnown extends Error {}

/** Null if the schema has a part that is not known here. */
export function fitsOf(schema: z.ZodMiniType): Fits | null {
  try {
    return made(schema as unknown as Schema)
  } catch (error) {
    if (error instanceof NotKnown) return null
    throw error
  }
}

function made({ _zod: { def } }: Schema): Fits {
  const { type, checks = [], innerType, element } = def
  const all = checks.map(({ _zod: { def: check } }) => madeCheck(check))
  const base = baseOf(def)
  if (all.length === 0) return base
  // Only texts and numbers are checked further. Of anything else zod may change the value first.
  if ((type !== 'string' && type !== 'number') || innerType || element) throw new NotKnown()
  const [first, ...rest] = all as [Fits, ...Fits[]]
  if (rest.length === 0) return (value) => base(value) && first(value)
  return (value) => base(value) && all.every((check) => check(value))
}

function baseOf(def: Def): Fits {
  switch (def.type) {
    case 'string':
      if (def.check !== undefined) throw new NotKnown()
      return (value) => typeof value === 'string'
    case 'number':
      if (def.check === undefined) return Number.isFinite
      if (def.check === 'number_format' && def.format === 'safeint') return Number.isSafeInteger
      throw new NotKnown()
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'literal':
      return oneOf(def.values)
    case 'enum':
      return oneOf(Object.values(def.entries ?? {}))
    case 'nullable':
      return orElse(null, made(needed(def.innerType)))
    case 'optional':
      return orElse(undefined, made(needed(def.innerType)))
    case 'array': {
      const element = made(needed(def.element))
      return (value) => Array.isArray(value) && value.every(element)
    }
    case 'object':
      return object(def)
    case 'union':
      return union(def)
    default:
      throw new NotKnown()
  }
}

function madeCheck({ check, format, pattern, maximum = 0, minimum = 0, value = 0, inclusive }: CheckDef): Fits {
  switch (check) {
    case 'string_format':
      // With these flags a pattern remembers where it was.
      if (format !== 'regex' || !pattern || pattern.global || pattern.sticky) throw new NotKnown()
      return (text) => pattern.test(text as string)
    case 'max_length':
      return (text) => (text as string).length <= maximum
    case 'min_length':
      return (text) => (text as string).length >= minimum
    case 'greater_than':
      return inclusive ? (number) => (number as number) >= value : (number) => (number as number) > value
    case 'less_than':
      return inclusive ? (number) => (number as number) <= value : (number) => (number as number) < value
    default:
      throw new NotKnown()
  }
}

function oneOf(values: readonly unknown[] = []): Fits {
  const known = new Set(values)
  return (value) => known.has(value)
}

function orElse(other: null | undefined, inner: Fits): Fits {
  return (value) => value === other || inner(value)
}

/** Of an object that may have more keys zod would drop them, so that one is not known. */
function object({ shape = {}, catchall }: Def): Fits {
  if (catchall?._zod.def.type !== 'never') throw new NotKnown()
  const keys = new Map(Object.entries(shape).map(([key, schema]) => [key, { fits: made(schema), needed: schema._zod.def.type !== 'optional' }]))
  const count = [...keys.values()].filter((key) => key.needed).length
  return (value) => {
    if (typeof value !== 'object' || value === null) return false
    let missing = count
    for (const key of Object.keys(value)) {
      const known = keys.get(key)
      if (!known?.fits((value as Record<string, unknown>)[key])) return false
      if (known.needed) missing -= 1
    }
    return missing === 0
  }
}

function union({ options = [], discriminator, unionFallback }: Def): Fits {
  const all = options.map(made)
  if (discriminator === undefined) return (value) => all.some((fits) => fits(value))
  if (unionFallback) throw new NotKnown()
  const byName = new Map<unknown, Fits>()
  options.forEach(({ _zod: { def } }, at) => {
    const name = def.shape?.[discriminator]?._zod.def
    const fits = all[at]
    if (name?.type !== 'literal' || !fits) throw new NotKnown()
    for (const value of name.values ?? []) byName.set(value, fits)
  })
  return (value) => typeof value === 'object' && value !== null && (byName.get((value as Record<string, unknown>)[discriminator])?.(value) ?? false)
}

function needed(schema: Schema | undefined): Schema {
  if (!schema) throw new NotKnown()
  return schema
}
