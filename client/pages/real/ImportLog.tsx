/** Drop an strace log here. The page reads it and sends it nowhere. */
import { FileUp } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import { type Imported, importStrace } from '../../model/import/straceLog.ts'
import { useRealWords } from '../../words/realWords.ts'
import './importLog.css'

interface ImportLogProps {
  onImport: (imported: Imported, name: string) => void
}

const MAX_MB = 32
const ERRORS_SHOWN = 20

export function ImportLog({ onImport }: ImportLogProps) {
  const words = useRealWords()
  const id = useId()
  const [said, setSaid] = useState('')
  const [errors, setErrors] = useState<Imported['errors']>([])

  async function take(file: File | undefined): Promise<void> {
    if (!file) return
    setErrors([])
    if (file.size > MAX_MB * 1024 * 1024) return setSaid(words.importBig(MAX_MB))
    const imported = importStrace(await file.text())
    setErrors(imported.errors)
    setSaid(imported.events.length === 0 ? words.importNothing : words.importFound(imported.events.length, file.name))
    if (imported.events.length > 0) onImport(imported, file.name)
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }

  return (
    <section className="panel import-log" aria-labelledby={`${id}-title`} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <h2 id={`${id}-title`}>{words.importTitle}</h2>
      <p>{words.importText}</p>
      <label className="button">
        <FileUp aria-hidden="true" /> {words.importChoose}
        <input type="file" className="visually-hidden" accept=".log,.strace,.txt,text/plain" onChange={(event) => void take(event.target.files?.[0])} />
      </label>
      <p role="status">{said}</p>
      {errors.length > 0 && (
        <details open>
          <summary>{words.importErrors(errors.length)}</summary>
          <ol className="import-errors">
            {errors.slice(0, ERRORS_SHOWN).map(({ line, message, text }) => (
              <li key={line}>
                {words.importLine(line)}: {message} <code>{text}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}
