import { ARTICLE } from '../../protocol/article.ts'
import { useMessages } from '../words/messages.ts'

/** Credits the article that a page is about, and links to it. */
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
