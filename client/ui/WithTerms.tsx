import { Fragment, memo } from 'react'
import { Term } from './Term.tsx'

/** A link to a term in a message of the page, spelt as in content/: `[canary](term:canary)`. */
const TERM = /\[([^\]]+)\]\(term:([a-z0-9-]+)\)/g

/** A message of the page in which a term may open. */
export const WithTerms = memo(function WithTerms({ text }: { text: string }) {
  return text.split(TERM).map((part, at, parts) => {
    // Split by a pattern of two groups: text, word, id, text, word, id, text …
    if (at % 3 === 0) return <Fragment key={at}>{part}</Fragment>
    return at % 3 === 1 ? (
      <Term key={at} id={parts[at + 1] ?? ''}>
        {part}
      </Term>
    ) : null
  })
})
