import { plainWords } from '../../content/prose.ts'
import type { CompiledTerm } from '../../content/teaching.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './glossary.css'

/** Each term with its word in the other language, its meaning, and the manual page that defines it. */
export function TermList({ terms, chosen }: { terms: readonly CompiledTerm[]; chosen: string | undefined }) {
  const { glossary: words } = useTeachingWords()
  const language = useLanguage()
  const other = language === 'en' ? 'ja' : 'en'
  return (
    <dl className="glossary">
      {terms.map((term) => (
        <div key={term.id} id={`term-${term.id}`} data-chosen={term.id === chosen}>
          <dt>
            <Prose words={term.term} />
            {plainWords(term.term.en) !== plainWords(term.term.ja) && (
              <span className="quiet" lang={other} title={words.other}>
                {plainWords(term.term[other])}
              </span>
            )}
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
