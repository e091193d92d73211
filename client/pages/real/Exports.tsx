/** Buttons that export a run as files. Each file is made when the button is pressed. */
import { Download } from 'lucide-react'
import type { TraceEvent } from '../../../protocol/events.ts'
import { asciicast } from '../../model/export/asciicast.ts'
import { evidence } from '../../model/export/evidence.ts'
import { ndjson } from '../../model/export/ndjson.ts'
import { perfettoText, straceText } from '../../model/export/straceText.ts'
import { chromeTrace } from '../../model/export/traceEvents.ts'
import { type Messages, useMessages } from '../../words/messages.ts'
import { type RealWords, useRealWords } from '../../words/realWords.ts'

interface ExportsProps {
  /** Base name of the files: "go-real-plain". */
  name: string
  title: string
  events: () => readonly TraceEvent[]
}

interface Format {
  id: 'strace' | 'perfetto' | 'chrome' | 'asciicast' | 'ndjson' | 'evidence'
  ending: string
  type: string
  make: (events: readonly TraceEvent[], title: string, words: RealWords & Pick<Messages, 'lines'>) => string
}

const FORMATS: readonly Format[] = [
  { id: 'strace', ending: 'strace', type: 'text/plain', make: straceText },
  { id: 'perfetto', ending: 'perfetto.strace', type: 'text/plain', make: perfettoText },
  { id: 'chrome', ending: 'trace.json', type: 'application/json', make: (events) => JSON.stringify(chromeTrace(events)) },
  { id: 'asciicast', ending: 'cast', type: 'application/x-asciicast', make: (events, title, { lines }) => asciicast(events, title, lines) },
  { id: 'ndjson', ending: 'ndjson', type: 'application/x-ndjson', make: ndjson },
  { id: 'evidence', ending: 'md', type: 'text/markdown', make: (events, _, words) => evidence(events, words.evidence) },
]

export function Exports({ name, title, events }: ExportsProps) {
  const words = useRealWords()
  const { lines } = useMessages()

  function save({ ending, type, make }: Format): void {
    const url = URL.createObjectURL(new Blob([make(events(), title, { ...words, lines })], { type }))
    const link = document.createElement('a')
    link.href = url
    link.download = `spawnscope-${name}.${ending}`
    link.click()
    URL.revokeObjectURL(url)
  }

  return (
    <section className="panel" aria-label={words.exports}>
      <h2>
        {words.exports} <small>{words.exportOf(title)}</small>
      </h2>
      <p className="export-buttons">
        {FORMATS.map((format) => (
          <button key={format.id} type="button" className="button" onClick={() => save(format)}>
            <Download aria-hidden="true" /> {words.files[format.id]}
          </button>
        ))}
      </p>
    </section>
  )
}
