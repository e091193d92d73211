/**
 * A recording as events: the NDJSON that the helper writes, and that the server stores. What does not decode is an error with the number
 * of its line, as in a log of strace. Pure.
 */
import { decodeEvent } from '../../../protocol/decode.ts'
import type { TraceEvent } from '../../../protocol/events.ts'
import { type LogLine, logLines } from './logLines.ts'
import type { ImportNote } from './logNotes.ts'
import type { LineError } from './logReader.ts'
import type { Imported } from './straceLog.ts'

/** A line that the server put in, where the helper wrote what does not decode, or where it ended the run. */
const OF_SERVER = /^\{"kind":"(?:gap|refusal)"/
/** Lines between two reports. */
const TELLING = 5_000
const SHOWN = 200

/** Whether these bytes are a recording. A log of strace never begins with a brace. */
export function isRecording(source: Uint8Array | string): boolean {
  for (const { text } of logLines(source)) if (text.trim() !== '') return text.startsWith('{')
  return false
}

/** `tell`: called now and then with the share that is read. */
export function importRecording(source: Uint8Array | string, tell?: (share: number) => void): Imported {
  const events: TraceEvent[] = []
  const errors: LineError[] = []
  const gaps: number[] = []
  let last: LogLine | undefined
  for (const line of logLines(source)) {
    const { number, text, read } = line
    if (number % TELLING === 0) tell?.(read)
    if (text.trim() === '') continue
    last = line
    if (OF_SERVER.test(text)) {
      gaps.push(number)
      continue
    }
    const verdict = decodeEvent(text)
    // The readers of a log find an event by its place, and an event that did not decode has left its place to the next.
    if (verdict.ok) events.push(verdict.value.seq === events.length ? verdict.value : { ...verdict.value, seq: events.length })
    else errors.push({ line: number, why: line.whole ? 'no-event' : 'cut', text: text.slice(0, SHOWN) })
  }
  return { events, errors, notes: notesOf(events, gaps, last?.number ?? 0) }
}

const LINES_SHOWN = 8

function notesOf(events: readonly TraceEvent[], gaps: readonly number[], lastLine: number): ImportNote[] {
  const about = (code: ImportNote['code'], lines: readonly number[]): ImportNote[] =>
    lines.length === 0 ? [] : [{ code, lines: lines.slice(0, LINES_SHOWN), count: lines.length }]
  const cut = events.length > 0 && events.at(-1)?.kind !== 'end'
  return [...about('gap', gaps), ...about('no-end', cut ? [lastLine] : [])]
}
