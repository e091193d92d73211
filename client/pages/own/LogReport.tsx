/** What a log does not say, and which of its lines could not be read. */
import { Colon } from '../../ui/Colon.tsx'
import { useOwnWords } from '../../words/ownWords.ts'
import type { LogReport as Report } from './logMessages.ts'

export function LogReport({ report: { notes, errors, unread } }: { report: Report }) {
  const words = useOwnWords()
  return (
    <>
      {notes.length > 0 && (
        <details open className="log-notes">
          <summary>{words.notesTitle}</summary>
          <ul>
            {notes.map(({ code, lines, count }) => (
              <li key={code}>
                {lines.length > 0 && (
                  <strong>
                    {words.noteLines(lines, count - lines.length)}
                    <Colon />
                  </strong>
                )}
                {words.notes[code]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {unread > 0 && (
        <details open>
          <summary>{words.importErrors(unread)}</summary>
          <ol className="import-errors">
            {errors.map(({ line, why, text }) => (
              <li key={line}>
                {words.importLine(line)}
                <Colon />
                {words.unread[why]} <code>{text}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}
