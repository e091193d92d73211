import type { LinkFault } from '../model/link.ts'
import { Colon } from '../ui/Colon.tsx'
import { useLinkFaultWords } from '../words/linkFaultWords.ts'

/** Says in words why a link was refused. The page itself still works. */
export function LinkFaultText({ fault }: { fault: LinkFault }) {
  const linkFault = useLinkFaultWords()
  return (
    <div role="alert" className="alert">
      <strong>
        {linkFault.title}
        <Colon />
      </strong>
      {linkFault[fault.code](fault.word)} {linkFault.cure}
    </div>
  )
}
