/** Upstream's own words: file, function and release as a link, and the lines of an installed toolchain on request. */
import type { CompiledSource } from '../../content/sources.ts'
import { useMessages } from '../../words/messages.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { Colon } from '../Colon.tsx'
import { Prose } from '../Prose.tsx'
import { SourceLinesBox } from './SourceLinesBox.tsx'
import './sources.css'

interface SourceListProps {
  /** Only the heading shows until the reader opens it. */
  folded?: boolean
  sources: readonly CompiledSource[]
  /** What the sources belong to, if a page has several such lists. */
  of?: string
}

export function SourceList({ sources, folded = false, of }: SourceListProps) {
  const words = useTeachingWords()
  const { colon } = useMessages()
  if (sources.length === 0) return null
  const list = (
    <ul>
      {sources.map((source) => (
        <li key={source.id}>
          <a href={source.link} rel="noreferrer">
            <span translate="no">{source.project}</span> <span translate="no">{source.version}</span>
            <Colon />
            <code>{source.file}</code>, <code>{source.function}</code>
          </a>
          <span className="quiet">
            {' '}
            <Prose words={source.about} />
          </span>
          {source.unverified && (
            <span className="source-unverified">
              {words.unverified}
              <Colon />
              <Prose words={source.unverified} />
            </span>
          )}
          <SourceLinesBox id={source.id} project={source.project} />
        </li>
      ))}
    </ul>
  )
  return (
    <section className="sources" aria-label={of === undefined ? words.sources : `${words.sources}${colon}${of}`}>
      {folded ? (
        <details>
          <summary>
            {words.sources} ({sources.length})
          </summary>
          {list}
        </details>
      ) : (
        <>
          <h4>{words.sources}</h4>
          {list}
        </>
      )}
    </section>
  )
}
