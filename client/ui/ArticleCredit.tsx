import { ARTICLE } from '../../protocol/article.ts'
import { useMessages } from '../words/messages.ts'

/** Whose article it is that a page speaks of, and where to read it. */
export function ArticleCredit() {
  const { article } = useMessages()
  return (
    <p className="quiet article-credit">
      {article}{' '}
      <a href={ARTICLE.link} hrefLang={ARTICLE.language} rel="noreferrer" translate="no">
        {ARTICLE.author}, <cite lang={ARTICLE.language}>「{ARTICLE.title}」</cite> ({ARTICLE.year})
      </a>
    </p>
  )
}
