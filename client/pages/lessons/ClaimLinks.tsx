import { ARTICLE } from '../../../protocol/article.ts'
import { CLAIMS } from '../../content/claims.ts'
import { plainWords } from '../../content/prose.ts'
import { VerdictBadge } from '../../views/Claims/VerdictBadge.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'

/** Claims by their ids, each with its verdict. */
export function ClaimLinks({ ids }: { ids: readonly string[] }) {
  const { lessons: words } = useTeachingWords()
  const language = useLanguage()
  const claims = CLAIMS.filter(({ id }) => ids.includes(id))
  if (claims.length === 0) return null
  return (
    <section className="claim-links" aria-label={words.claims}>
      <h3>
        {words.claims}{' '}
        <a href={ARTICLE.link} hrefLang={ARTICLE.language} rel="noreferrer" title={ARTICLE.title} translate="no">
          ({ARTICLE.author})
        </a>
      </h3>
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            <VerdictBadge verdict={claim.verdict} /> <a href={`#/claims/${claim.id}`}>{plainWords(claim.says[language])}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
