import { nearNames } from '../model/nearNames.ts'
import type { UnknownName } from '../model/unknownColumns.ts'
import { Colon } from '../ui/Colon.tsx'
import { useLinkFaultWords } from '../words/linkFaultWords.ts'

interface UnknownNamesProps {
  names: readonly UnknownName[]
  /** Where a link to a known name leads: the page with this column. */
  linkTo: (strategy: string) => string
}

/** A link named what does not exist: says so, with what is probably meant and what there is. */
export function UnknownNames({ names, linkTo }: UnknownNamesProps) {
  const words = useLinkFaultWords()
  return names.map(({ what, word, of, names: all }) => {
    const { known, near } = nearNames(word, all)
    return (
      <div key={`${what} ${of} ${word}`} role="alert" className="alert">
        <strong>
          {words.title}
          <Colon />
        </strong>
        {words.unknown[what](word, of)}{' '}
        {near && (
          <>
            {words.meant} {what === 'edition' ? <code>{known[0]}</code> : <a href={linkTo(known[0] ?? '')}>{known[0]}</a>}.{' '}
          </>
        )}
        {words.known}{' '}
        {known.map((name, at) => (
          <span key={name} translate="no">
            {at > 0 && ' · '}
            {what === 'edition' ? <code>{name}</code> : <a href={linkTo(name)}>{name}</a>}
          </span>
        ))}
      </div>
    )
  })
}
