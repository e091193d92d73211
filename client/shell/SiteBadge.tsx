/** On every page of a site of plain files: says that nothing runs here, and what to do about it. */
import { useEffect } from 'react'
import { useSiteWords } from '../words/siteWords.ts'
import { keepSite } from './keepSite.ts'

/** `bare`: the page is alone in a frame, so there is no link. */
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
