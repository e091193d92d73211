/** The quick check against zod, over every sample and everything that can be wrong with one. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { decodeEvent, decodeServerMessage } from './decode.ts'
import { TraceEvent } from './events.ts'
import { type Fits, fitsOf } from './fits.ts'
import { ServerMessage } from './messages.ts'

const linesOf = (name: string): unknown[] =>
  readFileSync(path.join(import.meta.dirname, 'samples', name), 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line)]
      } catch {
        return []
      }
    })
const GOOD = linesOf('good.ndjson')
const BAD = linesOf('bad.ndjson')
const MESSAGES: unknown[] = [
  { kind: 'welcome', version: 1, refusal: null },
  { kind: 'queued', run: 'r1', position: 2 },
  { kind: 'started', run: 'r1', command: 'spawnscope run rust', watch: 'abc' },
  { kind: 'events', run: 'r1', events: GOOD, gaps: [{ code: 'not_json', field: '', line: 'x' }] },
  { kind: 'ended', run: 'r1', how: 'ended', refusal: null, recording: 'x'.repeat(32) },
  { kind: 'error', run: null, refusal: { code: 'too_busy', message: 'm', cure: 'c', field: '' } },
  { kind: 'pong' },
]
const known = (schema: z.ZodMiniType): Fits => {
  const fits = fitsOf(schema)
  if (!fits) throw new Error('the quick check does not know a part of this schema: teach it (fits.ts), or every batch is slow')
  return fits
}

const OTHERS = [null, true, 0, -1, 1.5, 2 ** 53, 1e308, Number.NaN, '', 'x', 'é', '\n', '0x1f', 'x'.repeat(9_000), [], {}, [null], { kind: 'pong' }]

/** The value with one thing wrong, or at least different, at each of its places. */
function* bent(value: unknown): Generator<unknown> {
  yield* OTHERS
  if (Array.isArray(value)) {
    yield [...value, undefined]
    // The last is as good as any: all have the same schema.
    for (const other of value.length > 0 ? bent(value.at(-1)) : []) yield [...value.slice(0, -1), other]
  } else if (typeof value === 'object' && value !== null) {
    const own = value as Record<string, unknown>
    yield { ...own, more: 1 }
    yield JSON.parse(`{"__proto__":{"x":1},${JSON.stringify(own).slice(1)}`)
    for (const key of Object.keys(own)) {
      const { [key]: one, ...rest } = own
      yield rest
      yield { ...rest, [key]: undefined }
      for (const other of bent(one)) yield { ...rest, [key]: other }
    }
  }
}

describe.each([
  ['an event', TraceEvent, [...GOOD, ...BAD]],
  ['a message', ServerMessage, MESSAGES],
])('%s', (_, schema, samples) => {
  it('fits as zod says, whatever is different about it', () => {
    const fits = known(schema)
    let [good, bad] = [0, 0]
    for (const sample of samples)
      for (const value of [sample, ...bent(sample)]) {
        const { success } = schema.safeParse(value)
        if (fits(value) !== success) expect.fail(`zod says ${success} of ${JSON.stringify(value)}`)
        if (success) good += 1
        else bad += 1
      }
    expect(good).toBeGreaterThan(20)
    expect(bad).toBeGreaterThan(500)
  })

  it('that fits is taken as it is: zod would give the same', () => {
    for (const sample of samples) {
      const parsed = schema.safeParse(sample)
      if (parsed.success) expect(parsed.data).toEqual(sample)
    }
  })
})

it('decoders say of a bad line what zod says of it', () => {
  expect(decodeEvent('{"kind":"surprise"}')).toMatchObject({ ok: false, code: 'bad_shape', field: 'kind' })
  expect(decodeServerMessage('{"kind":"queued","run":"r1","position":0}')).toMatchObject({ ok: false, field: 'position' })
})

it.each([
  ['an object that may have more', z.object({ a: z.string() })],
  [
    'a changed value',
    z.pipe(
      z.string(),
      z.transform((text) => text.trim()),
    ),
  ],
  ['a check of its own', z.string().check(z.refine((text) => text !== 'x'))],
  ['a pattern that remembers', z.string().check(z.regex(/x/g))],
  ['a map', z.record(z.string(), z.string())],
  ['something of these inside', z.strictObject({ a: z.array(z.object({})) })],
])('of %s it knows nothing, so zod decides alone', (_, schema) => {
  expect(fitsOf(schema)).toBeNull()
})
