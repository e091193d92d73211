import { use, useState } from 'react'
import type { SourceLines } from '../../../protocol/sources.ts'
import { READABLE } from '../../content/readable.ts'
import { loadRefusalWords, saidIn } from '../../content/refusalWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { FetchLinesContext } from './fetchLines.ts'

interface SourceLinesBoxProps {
  id: string
  project: string
}

/** Fetches the lines only when the reader opens it. */
export function SourceLinesBox({ id, project }: SourceLinesBoxProps) {
  const words = useTeachingWords()
  const language = useLanguage()
  const fetchLines = use(FetchLinesContext)
  const [open, setOpen] = useState(false)
  const [answer, setAnswer] = useState<SourceLines | null | undefined>(undefined)
  if (!READABLE.has(id)) return null
  const toggle = (): void => {
    setOpen(!open)
    // For a toolchain that is not installed, the cure is a sentence from the server.
    if (!open && !answer) void Promise.all([fetchLines(id), loadRefusalWords(language)]).then(([lines]) => setAnswer(lines))
  }
  return (
    <div className="source-lines">
      <button type="button" className="button" aria-expanded={open} onClick={toggle}>
        {open ? words.hideLines : words.showLines(project)}
      </button>
      {open && answer === null && <p role="status">{words.noLines}</p>}
      {open && answer?.installed === false && <p role="status">{saidIn(answer.cure, language)}</p>}
      {open && answer?.installed && (
        <figure>
          <figcaption className="quiet">{words.linesFrom(answer.file, `${answer.toolchain} ${answer.version}`, answer.from)}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>
            {answer.lines.map((line, at) => (
              <code key={answer.from + at} data-line={answer.from + at}>
                {line}
                {'\n'}
              </code>
            ))}
          </pre>
        </figure>
      )}
    </div>
  )
}
