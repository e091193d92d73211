/** One line of a recording, or of a feed that another server publishes. Both can be written by others, so each line is decoded. Pure. */
import * as z from 'zod/mini'
import { decodeEvent, gapOf } from '../../protocol/decode.ts'
import { decoder } from '../../protocol/decoder.ts'
import { Refusal } from '../../protocol/errors.ts'
import { Gap } from '../../protocol/messages.ts'

export type RecordedLine = { is: 'event'; last: boolean; argv: readonly string[] | null } | { is: 'gap'; gap: Gap } | { is: 'refusal'; refusal: Refusal }

const decodeGapLine = decoder(z.extend(Gap, { kind: z.literal('gap') }))
const decodeRefusalLine = decoder(z.extend(Refusal, { kind: z.literal('refusal') }))

/** Lines of the server begin with their kind, lines of the helper with their seq. A line that does not decode is a gap. `argv`: the command, in the first event. */
export function recordedLine(line: string): RecordedLine {
  if (line.startsWith('{"kind":"gap"')) {
    const verdict = decodeGapLine(line)
    if (!verdict.ok) return { is: 'gap', gap: gapOf(line, verdict) }
    const { kind: _, ...gap } = verdict.value
    return { is: 'gap', gap }
  }
  if (line.startsWith('{"kind":"refusal"')) {
    const verdict = decodeRefusalLine(line)
    if (!verdict.ok) return { is: 'gap', gap: gapOf(line, verdict) }
    const { kind: _, ...refusal } = verdict.value
    return { is: 'refusal', refusal }
  }
  const verdict = decodeEvent(line)
  if (!verdict.ok) return { is: 'gap', gap: gapOf(line, verdict) }
  const { value } = verdict
  return { is: 'event', last: value.kind === 'end', argv: value.kind === 'hello' ? value.argv : null }
}
