/** Makes decoders: bytes from outside become typed values once, and a decoder never throws. It returns a verdict. */
import type * as z from 'zod/mini'
import { type Fits, fitsOf } from './fits.ts'

export type Verdict<T> = { ok: true; value: T } | { ok: false; code: 'not_json' | 'bad_shape'; field: string; message: string }

/** A decoder of JSON text of that shape. */
export function decoder<Schema extends z.ZodMiniType>(schema: Schema): (text: string) => Verdict<z.infer<Schema>> {
  let fits: Fits | undefined
  return (text) => {
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch (error) {
      return { ok: false, code: 'not_json', field: '', message: error instanceof Error ? error.message : 'not JSON' }
    }
    fits ??= fitsOf(schema) ?? never
    if (fits(json)) return { ok: true, value: json as z.infer<Schema> }
    const result = schema.safeParse(json)
    if (result.success) return { ok: true, value: result.data as z.infer<Schema> }
    const issue = result.error.issues[0]
    const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const field = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])].join('.')
    return { ok: false, code: 'bad_shape', field, message: issue?.message ?? 'wrong shape' }
  }
}

/** Then zod decides alone. */
const never: Fits = () => false
