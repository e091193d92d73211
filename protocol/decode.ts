/** Bytes from outside become typed values here, once. A decoder never throws: it returns a verdict. */
import type * as z from 'zod/mini'
import { BenchAnswer, BenchLine, BenchSettings } from './bench.ts'
import { Catalog, Check } from './catalog.ts'
import { TraceEvent } from './events.ts'
import { ClientMessage, type Gap, ServerMessage } from './messages.ts'
import { RunSettings } from './settings.ts'
import { SourceLines } from './sources.ts'

export type Verdict<T> = { ok: true; value: T } | { ok: false; code: 'not_json' | 'bad_shape'; field: string; message: string }

/** One NDJSON line of the helper. */
export const decodeEvent = decoder(TraceEvent)
/** One text frame from a browser. */
export const decodeClientMessage = decoder(ClientMessage)
/** One text frame from the server. */
export const decodeServerMessage = decoder(ServerMessage)
/** The body of POST /api/runs. */
export const decodeRunSettings = decoder(RunSettings)
/** The output of `spawnscope describe`. */
export const decodeCatalog = decoder(Catalog)
/** The output of `spawnscope check`. */
export const decodeCheck = decoder(Check)

/** The answer of GET /api/sources/ID. */
export const decodeSourceLines = decoder(SourceLines)
/** One NDJSON line of `spawnscope bench`. */
export const decodeBenchLine = decoder(BenchLine)
/** One line of the answer to POST /api/bench. */
export const decodeBenchAnswer = decoder(BenchAnswer)
/** The body of POST /api/bench. */
export const decodeBenchSettings = decoder(BenchSettings)

/** How many characters of a bad line a gap shows. */
const GAP_LINE_CHARS = 200

/** The gap that stands for a line that did not decode. */
export function gapOf(line: string, verdict: Extract<Verdict<unknown>, { ok: false }>): Gap {
  return { code: verdict.code, field: verdict.field, line: line.slice(0, GAP_LINE_CHARS) }
}

function decoder<Schema extends z.ZodMiniType>(schema: Schema): (text: string) => Verdict<z.infer<Schema>> {
  return (text) => {
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch (error) {
      return { ok: false, code: 'not_json', field: '', message: error instanceof Error ? error.message : 'not JSON' }
    }
    const result = schema.safeParse(json)
    if (result.success) return { ok: true, value: result.data as z.infer<Schema> }
    const issue = result.error.issues[0]
    const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const field = [...(issue?.path ?? []), ...(unknownKey === undefined ? [] : [unknownKey])].join('.')
    return { ok: false, code: 'bad_shape', field, message: issue?.message ?? 'wrong shape' }
  }
}
