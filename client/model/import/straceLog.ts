/**
 * A log of strace as the events that the helper writes. Invents nothing that a log lacks: no passports, no suspension, and
 * sharing only as the flags show it. What could not be read, and what cannot be known, is listed by the numbers of its lines.
 */
import type { TraceEvent } from '../../../protocol/events.ts'
import { LogEvents } from './logEvents.ts'
import { type ImportNote, importNotesOf } from './logNotes.ts'
import { type LineError, readLog } from './logReader.ts'
import { placeLines } from './logTasks.ts'

export interface Imported {
  events: TraceEvent[]
  errors: LineError[]
  notes: ImportNote[]
}

/** Reading is by far the most of the work. What follows is the rest. */
const READING = 0.7

/** `tell`: called now and then with the share that is done. */
export function importStrace(source: Uint8Array | string, tell?: (share: number) => void): Imported {
  const reading = readLog(source, (share) => tell?.(share * READING))
  const placed = placeLines(reading)
  tell?.(READING)
  const log = new LogEvents()
  for (const line of placed.lines) log.take(line)
  const events = placed.lines.length === 0 ? [] : log.end()
  return { events, errors: reading.errors, notes: importNotesOf(reading, placed) }
}
