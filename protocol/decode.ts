/** The decoders of what every page and server reads. Those of measurements and sources stand with their shapes. */
import { Catalog, Check } from './catalog.ts'
import { decoder, type Verdict } from './decoder.ts'
import { TraceEvent } from './events.ts'
import { type Gap, ServerMessage } from './messages.ts'

/** One NDJSON line of the helper. */
export const decodeEvent = decoder(TraceEvent)
/** One text frame from the server. */
export const decodeServerMessage = decoder(ServerMessage)
/** The output of `spawnscope describe`. */
export const decodeCatalog = decoder(Catalog)
/** The output of `spawnscope check`. */
export const decodeCheck = decoder(Check)

/** How many characters of a bad line a gap shows. */
const GAP_LINE_CHARS = 200

/** The gap that stands for a line that did not decode. */
export function gapOf(line: string, verdict: Extract<Verdict<unknown>, { ok: false }>): Gap {
  return { code: verdict.code, field: verdict.field, line: line.slice(0, GAP_LINE_CHARS) }
}
