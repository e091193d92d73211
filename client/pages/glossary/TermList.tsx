import { LANGUAGES } from '../../../protocol/language.ts'
import type { CompiledTerm } from '../../content/glossary.ts'
import { plainWords } from '../../content/prose.ts'
import { nameOfLanguage } from '../../model/formats.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import './glossary.css'

/** Each term with its translations, its meaning, and the manual page that defines it. */
export function TermList({ terms, chosen }: { terms: readonly CompiledTerm[]; chosen: string | undefined }) {
  const language = useLanguage()
  return (
    <dl className="glossary">
      {terms.map((term) => (
        <div key={term.id} id={`term-${term.id}`} data-chosen={term.id === chosen}>
          <dt>
            <Prose words={term.term} />
            {LANGUAGES.filter(({ id }) => plainWords(term.term[id]) !== plainWords(term.term[language])).map(({ id }) => (
              <span key={id} className="quiet" lang={id} title={nameOfLanguage(id, language)}>
                {plainWords(term.term[id])}
              </span>
            ))}
          </dt>
          <dd>
            <Prose words={term.meaning} />
            {term.man !== undefined && (
              <span className="quiet" translate="no">
                {' '}
                {term.man}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
