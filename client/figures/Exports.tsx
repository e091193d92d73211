/** Buttons that export a run as files. Each file is made when the button is pressed. */
import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import type { TraceEvent } from '../../protocol/events.ts'
import { saveFile } from '../ui/saveFile.ts'
import { Toggle } from '../ui/Toggle.tsx'
import { useLineWords } from '../words/lineWords.ts'
import { useRunExportsWords } from '../words/runExportsWords.ts'
import { EXPORT_FORMATS, type ExportFormat, fileOf } from './exportFormats.ts'

interface ExportsProps {
  /** Base name of the files: "go-real-plain". */
  name: string
  title: string
  events: () => readonly TraceEvent[]
  /** The log of which the shown run is a part: how many events it has, and what makes a file of all of it. */
  whole?: { events: number; shown: number; busy: boolean; save: (format: ExportFormat['id']) => void }
}

type Scope = 'shown' | 'all'

export function Exports({ name, title, events, whole }: ExportsProps) {
  const words = useRunExportsWords()
  const lines = useLineWords()
  const [chosen, setChosen] = useState<Scope>('shown')
  const scope = whole ? chosen : 'shown'
  const saidBy = useId()

  function save(format: ExportFormat): void {
    if (whole && scope === 'all') return whole.save(format.id)
    saveFile(fileOf(format, events(), title, { evidence: words.evidence, lines }), `${name}.${format.ending}`)
  }

  return (
    <section className="panel" aria-label={words.exports}>
      <h2>
        {words.exports} <small>{words.exportOf(title)}</small>
      </h2>
      {whole && (
        <Toggle
          label={words.exportScope}
          value={chosen}
          onChange={setChosen}
          options={[
            { value: 'shown', label: words.exportShown(whole.shown) },
            { value: 'all', label: words.exportAll(whole.events) },
          ]}
        />
      )}
      <p className="export-buttons">
        {EXPORT_FORMATS.map((format) => (
          <button
            key={format.id}
            type="button"
            className="button"
            disabled={whole?.busy && scope === 'all'}
            aria-describedby={whole ? saidBy : undefined}
            onClick={() => save(format)}
          >
            <Download aria-hidden="true" /> {words.files[format.id]}
          </button>
        ))}
      </p>
      {whole && (
        <p className="quiet" id={saidBy} role="status">
          {scope === 'all' ? (whole.busy ? words.exporting : words.exportsAll) : words.exportsShown}
        </p>
      )}
    </section>
  )
}
