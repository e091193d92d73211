/** What a site of plain files says on every page: that nothing is run here, and what to do about it. */
import { useEffect } from 'react'
import { useSiteWords } from '../words/siteWords.ts'
import { keepSite } from './keepSite.ts'

/** `bare`: the page stands alone in a frame; it leads nowhere. */
export function SiteBadge({ bare }: { bare: boolean }) {
  const words = useSiteWords()
  useEffect(keepSite, [])
  return (
    <aside className="site-badge" aria-label={words.badge}>
      <p>
        <strong>○ {words.badge}</strong> – {words.about} {words.toRunLive} <code>npm start</code>
        {words.end}
      </p>
      {!bare && <a href="#/check">{words.where}</a>}
    </aside>
  )
}
