/** The files that a run can be taken along as, and how each is made. The page and the reader of logs use the same. */
import type { TraceEvent } from '../../protocol/events.ts'
import { asciicast } from '../model/export/asciicast.ts'
import { evidence } from '../model/export/evidence.ts'
import { ndjson } from '../model/export/ndjson.ts'
import { perfettoText, straceText } from '../model/export/straceText.ts'
import { chromeTrace } from '../model/export/traceEvents.ts'
import type { ExportWords } from '../words/exportWords.ts'

export interface ExportFormat {
  id: 'strace' | 'perfetto' | 'chrome' | 'asciicast' | 'ndjson' | 'evidence'
  ending: string
  type: string
  make: (events: readonly TraceEvent[], title: string, words: ExportWords) => string | string[]
}

/** A run to be taken along. */
export interface ExportedRun {
  /** Base name of the files: "ruby". */
  name: string
  title: string
  events: () => readonly TraceEvent[]
}

export const EXPORT_FORMATS: readonly ExportFormat[] = [
  { id: 'strace', ending: 'strace', type: 'text/plain', make: straceText },
  { id: 'perfetto', ending: 'perfetto.strace', type: 'text/plain', make: perfettoText },
  { id: 'chrome', ending: 'trace.json', type: 'application/json', make: (events) => JSON.stringify(chromeTrace(events)) },
  { id: 'asciicast', ending: 'cast', type: 'application/x-asciicast', make: (events, title, { lines }) => asciicast(events, title, lines) },
  { id: 'ndjson', ending: 'ndjson', type: 'application/x-ndjson', make: inPieces },
  { id: 'evidence', ending: 'md', type: 'text/markdown', make: (events, _, words) => evidence(events, words.evidence) },
]

export function formatOf(id: ExportFormat['id']): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id)
}

export function fileOf({ type, make }: ExportFormat, events: readonly TraceEvent[], title: string, words: ExportWords): Blob {
  return new Blob([make(events, title, words)].flat(), { type })
}

/** The longest text that an engine takes is shorter than the events of a long log. */
const PIECE = 50_000

function inPieces(events: readonly TraceEvent[]): string[] {
  const pieces: string[] = []
  for (let from = 0; from < events.length; from += PIECE) pieces.push(ndjson(events.slice(from, from + PIECE)))
  return pieces
}
