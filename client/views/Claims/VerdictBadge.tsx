import type { ClaimVerdict } from '../../../protocol/claims.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './claims.css'

/** Each verdict has its own sign, so that it can be recognised without colour. */
const SIGNS: Record<ClaimVerdict, string> = {
  holds: '✓',
  'held-then': '◷',
  'never-held': '✗',
  depends: '◐',
  'cannot-be-seen': '∅',
  'answer-yes': '⊕',
  'answer-no': '⊖',
  'answer-depends': '⊙',
}

export function VerdictBadge({ verdict }: { verdict: ClaimVerdict }) {
  const words = useTeachingWords()
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{SIGNS[verdict]}</span> {words.verdicts[verdict]}
    </span>
  )
}
