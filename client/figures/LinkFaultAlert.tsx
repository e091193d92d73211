import type { LinkFault } from '../model/link.ts'
import { Colon } from '../ui/Colon.tsx'
import { useMessages } from '../words/messages.ts'

/** A bad link is refused in words; the page lives on. */
export function LinkFaultAlert({ fault }: { fault: LinkFault }) {
  const { linkFault } = useMessages()
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
