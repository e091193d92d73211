/** Every sentence of the article, in order, each with its verdict. One at a time is open and shows its evidence. */

import { useEffect, useMemo, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { type ClaimVerdict, PLACES, VERDICTS } from '../../../protocol/claims.ts'
import { CLAIMS } from '../../content/claims.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { ArticleCredit } from '../../ui/ArticleCredit.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { ClaimItem } from './ClaimItem.tsx'
import { OpenClaim } from './OpenClaim.tsx'
import '../../styles/teaching.css'

type Filter = ClaimVerdict | 'all'

export function ClaimsPage() {
  const words = useTeachingWords()
  const capabilities = useCapabilities()
  const { id } = useParams<{ id?: string }>()
  const [, go] = useLocation()
  const [filter, setFilter] = useState<Filter>('all')
  const shown = useMemo(() => CLAIMS.filter(({ verdict }) => filter === 'all' || verdict === filter), [filter])
  const counts = (verdict: Filter): number => CLAIMS.filter((claim) => verdict === 'all' || claim.verdict === verdict).length

  useEffect(() => {
    if (id !== undefined) document.getElementById(`claim-${id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id])

  return (
    <main id="main" tabIndex={-1} className="teaching">
      <header className="teaching-head">
        <h1>{words.claims.title}</h1>
        <p>
          <WithTerms text={words.claims.intro} />
        </p>
        <ArticleCredit />
        <a href="#/glossary">{words.glossary.title}</a>
      </header>
      {(capabilities.reach.is === 'refused' || capabilities.reach.is === 'none') && <p className="quiet">{words.notHere}</p>}
      <div className="teaching-filter">
        <Toggle
          label={words.claims.filter}
          value={filter}
          onChange={setFilter}
          options={(['all', ...VERDICTS] as const).map((value) => ({
            value,
            label: `${value === 'all' ? words.claims.all : words.verdicts[value]} ${counts(value)}`,
          }))}
        />
      </div>
      {PLACES.map((place) => {
        const claims = shown.filter((claim) => claim.place === place)
        if (claims.length === 0) return null
        return (
          <section key={place} className="teaching-section" aria-labelledby={`place-${place}`}>
            <h2 id={`place-${place}`}>{words.places[place]}</h2>
            <ol>
              {claims.map((claim) => (
                <ClaimItem
                  key={claim.id}
                  claim={claim}
                  open={claim.id === id}
                  onToggle={() => go(claim.id === id ? '/claims' : `/claims/${claim.id}`, { replace: true })}
                >
                  <OpenClaim claim={claim} capabilities={capabilities} />
                </ClaimItem>
              ))}
            </ol>
          </section>
        )
      })}
    </main>
  )
}
