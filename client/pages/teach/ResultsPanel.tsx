import { useState } from 'react'
import { PROTOCOL_VERSION } from '../../../protocol/version.ts'
import { WINDOW_ROOM } from '../../class/keptClass.ts'
import { resultRows, resultsCsv, resultsJson } from '../../model/export/roomResults.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { useTeachWords } from '../../words/teachWords.ts'

/** What was voted, as files that this browser makes. */
export function ResultsPanel({ here: { line, view } }: { here: InClass }) {
  const { results: words } = useTeachWords()
  const [failed, setFailed] = useState(false)
  const { state } = view
  if (!state || view.room === WINDOW_ROOM) return null
  const save = async (as: 'csv' | 'json'): Promise<void> => {
    setFailed(false)
    try {
      const rows = resultRows(state.asked, await line.results())
      const text = as === 'csv' ? resultsCsv(words.columns, rows) : resultsJson(String(PROTOCOL_VERSION), state.asked, rows)
      saveFile(new Blob([text], { type: as === 'csv' ? 'text/csv' : 'application/json' }), `class.${as}`)
    } catch {
      setFailed(true)
    }
  }
  return (
    <section className="console-results" aria-label={words.title}>
      <h2>{words.title}</h2>
      {state.asked.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <p className="console-buttons">
          <button type="button" className="button" onClick={() => void save('csv')}>
            {words.csv}
          </button>
          <button type="button" className="button" onClick={() => void save('json')}>
            {words.json}
          </button>
        </p>
      )}
      {failed && <p role="alert">{words.failed}</p>}
    </section>
  )
}
