import { ChevronDown, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CompiledClaim } from '../../content/claims.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { VerdictBadge } from '../../views/Claims/VerdictBadge.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'

interface ClaimItemProps {
  claim: CompiledClaim
  open: boolean
  onToggle: () => void
  /** Shown below it while it is open. */
  children: ReactNode
}

/** One sentence of the article, with its verdict. */
export function ClaimItem({ claim, open, onToggle, children }: ClaimItemProps) {
  const words = useTeachingWords()
  return (
    <li className="claim" id={`claim-${claim.id}`} data-claim={claim.id} data-open={open}>
      <button type="button" className="claim-head" aria-expanded={open} onClick={onToggle}>
        {open ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
        <span className="claim-says">
          {claim.asks && (
            <span className="claim-asks">
              {words.claims.asks}
              <Colon />
            </span>
          )}
          <Prose words={claim.says} />
          {claim.answer && (
            <span className="claim-answer">
              <Prose words={claim.answer} />
            </span>
          )}
        </span>
        <VerdictBadge verdict={claim.verdict} />
      </button>
      {open && <div className="claim-body">{children}</div>}
    </li>
  )
}
