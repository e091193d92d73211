/** In place of a page or a figure that failed: why, and what to do. */
import { RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { NotFetched, tryAgain } from '../content/fetchedOnce.ts'
import { useMessages } from '../words/messages.ts'
import { reloadOnce, type WhyNotFetched, whyNotFetched } from './servedBuild.ts'

interface FailedProps {
  fault: unknown
  what: 'page' | 'part'
}

export function Failed({ fault, what }: FailedProps) {
  const { failed: words } = useMessages()
  const [why, setWhy] = useState<WhyNotFetched | null>(null)
  const fetching = fault instanceof NotFetched
  useEffect(() => {
    if (!fetching) return
    let gone = false
    void whyNotFetched().then((found) => {
      if (gone) return
      setWhy(found)
      // Nothing of the page is drawn that a reload could lose. A part has a page around it, with the reader's runs.
      if (found === 'newer' && what === 'page') void reloadOnce()
    })
    return () => {
      gone = true
    }
  }, [fetching, what])
  const title = (fetching ? words.notFetched : words.broke)[what]
  const said = fetching ? why && words.why[why] : words.fault(fault instanceof Error ? fault.message : String(fault))
  const notice = (
    <>
      <p role="alert">
        <strong>{title}</strong> {said}
      </p>
      <p className="failed-cure">
        <button type="button" className="button" data-tone={why === 'newer' ? undefined : 'primary'} onClick={tryAgain}>
          <RotateCw aria-hidden="true" /> {words.again}
        </button>
        <button type="button" className="button" data-tone={why === 'newer' ? 'primary' : undefined} onClick={() => location.reload()}>
          {words.reload}
        </button>
      </p>
    </>
  )
  return what === 'page' ? (
    <main id="main" tabIndex={-1} className="failed" data-why={why ?? undefined}>
      {notice}
    </main>
  ) : (
    <div className="failed" data-why={why ?? undefined}>
      {notice}
    </div>
  )
}
