import { HELD_CHILD_LINK, IGNORED_SIGINT_LINK } from '../model/labPresets.ts'
import { useMessages } from '../words/messages.ts'

/** Where each of the four who come here goes on. The first is the way for everybody else. */
const WAYS = [
  { id: 'begin', href: '#/lessons/a-process' },
  { id: 'teach', href: HELD_CHILD_LINK },
  { id: 'question', href: IGNORED_SIGINT_LINK },
  { id: 'article', href: '#/claims' },
] as const

export function WaysIn() {
  const { ways } = useMessages()
  return (
    <nav className="ways-in" aria-label={ways.label}>
      {WAYS.map(({ id, href }, at) => (
        <a key={id} className="button" data-tone={at === 0 ? 'primary' : undefined} href={href}>
          {ways[id]}
        </a>
      ))}
    </nav>
  )
}
