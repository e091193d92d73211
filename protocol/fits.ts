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
  check?: string
  format?: string
  checks?: readonly { _zod: { def: CheckDef } }[]
  shape?: Readonly<Record<string, Schema>>
  catchall?: Schema
  innerType: Schema
  element: Schema
  options: readonly Schema[]
  discriminator?: string
  unionFallback?: boolean
  values?: readonly unknown[]
  entries: Readonly<Record<string, unknown>>
}
interface CheckDef {
  check: string
  format?: string
  pattern?: RegExp
  maximum: number
  value: number
  inclusive?: boolean
}
interface Schema {
  _zod: { def: Def }
}

/** Thrown at a part of a schema that is not known here. */
const NOT_KNOWN = Symbol('not known')

/** Null if the schema has a part that is not known here. */
export function fitsOf(schema: z.ZodMiniType): Fits | null {
  try {
    return made(schema as unknown as Schema)
  } catch (fault) {
    if (fault === NOT_KNOWN) return null
    throw fault
  }
}

function made({ _zod: { def } }: Schema): Fits {
  const { type, checks = [] } = def
  // Only texts and numbers are checked further. Of anything else zod may change the value first.
  if (checks.length > 0 && type !== 'string' && type !== 'number') throw NOT_KNOWN
  return checks.reduce((before, { _zod }): Fits => {
    const check = madeCheck(_zod.def)
    return (value) => before(value) && check(value)
  }, baseOf(def))
}

function baseOf(def: Def): Fits {
  const { type, check, format } = def
  if (type === 'number' && check === 'number_format' && format === 'safeint') return Number.isSafeInteger
  if (check !== undefined) throw NOT_KNOWN
  switch (type) {
    case 'string':
      return (value) => typeof value === 'string'
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'number':
      return Number.isFinite
    case 'literal':
      return oneOf(def.values)
    case 'enum':
      return oneOf(Object.values(def.entries))
    case 'nullable':
    case 'optional': {
      const other = type === 'nullable' ? null : undefined
      const inner = made(def.innerType)
      return (value) => value === other || inner(value)
    }
    case 'array': {
      const element = made(def.element)
      return (value) => Array.isArray(value) && value.every(element)
    }
    case 'object':
      return object(def)
    case 'union':
      return union(def)
    default:
      throw NOT_KNOWN
  }
}

function madeCheck({ check, format, pattern, maximum, value: bound, inclusive }: CheckDef): Fits {
  // With these flags a pattern remembers where it was.
  if (format === 'regex' && pattern && !pattern.global && !pattern.sticky) return (text) => pattern.test(text as string)
  if (check === 'max_length') return (text) => (text as string).length <= maximum
  if (check === 'greater_than') return (number) => (number as number) > bound || (inclusive === true && number === bound)
  if (check === 'less_than') return (number) => (number as number) < bound || (inclusive === true && number === bound)
  throw NOT_KNOWN
}

function oneOf(values: readonly unknown[] = []): Fits {
  const known = new Set(values)
  return (value) => known.has(value)
}

/** Of an object that may have more keys zod would drop them, so that one is not known. */
function object({ shape = {}, catchall }: Def): Fits {
  if (catchall?._zod.def.type !== 'never') throw NOT_KNOWN
  const keys = new Map(Object.entries(shape).map(([key, schema]) => [key, { fits: made(schema), needed: schema._zod.def.type !== 'optional' }]))
  const count = [...keys.values()].filter(({ needed }) => needed).length
  return (value) => {
    if (!isObject(value)) return false
    let missing = count
    for (const key of Object.keys(value)) {
      const known = keys.get(key)
      if (!known?.fits(value[key])) return false
      if (known.needed) missing -= 1
    }
    return missing === 0
  }
}

/** One of several objects, told apart by one key. */
function union({ options, discriminator, unionFallback }: Def): Fits {
  if (discriminator === undefined || unionFallback) throw NOT_KNOWN
  const byName = new Map<unknown, Fits>()
  for (const option of options) {
    const name = option._zod.def.shape?.[discriminator]?._zod.def
    if (name?.type !== 'literal') throw NOT_KNOWN
    for (const value of name.values ?? []) byName.set(value, made(option))
  }
  return (value) => isObject(value) && byName.get(value[discriminator])?.(value) === true
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
