/** The run as text: every step with its sentence, for screen readers, for search, for copying, and on paper. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Figure } from '../../model/figure.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useMessages } from '../../words/messages.ts'
import './transcript.css'

const TranscriptTable = latePart(async () => (await import('./TranscriptTable.tsx')).TranscriptTable)
/** Fetched ahead, because a page that is being printed does not wait. Late enough to be in nobody's way. */
const AHEAD_MS = 3_000

export function Transcript({ figure }: { figure: Figure }) {
  const { transcript } = useMessages()
  const [open, setOpen] = useState(false)
  // This part is fetched late: the page may be on its way to paper already.
  const [printed, setPrinted] = useState(() => matchMedia('print').matches)
  useEffect(() => {
    const paper = matchMedia('print')
    const ahead = setTimeout(() => void TranscriptTable.load().catch(() => {}), AHEAD_MS)
    // What is folded on a screen is whole on paper. The browser prints what is there when this returns.
    const print = (): void => flushSync(() => setPrinted(true))
    const done = (): void => setPrinted(false)
    const changed = (): void => setPrinted(paper.matches)
    window.addEventListener('beforeprint', print)
    window.addEventListener('afterprint', done)
    paper.addEventListener('change', changed)
    return () => {
      clearTimeout(ahead)
      paper.removeEventListener('change', changed)
      window.removeEventListener('beforeprint', print)
      window.removeEventListener('afterprint', done)
    }
  }, [])
  return (
    <details className="transcript" open={open || printed} onToggle={(event) => !printed && setOpen(event.currentTarget.open)}>
      <summary>{transcript.title(figure.story.steps.length)}</summary>
      {(open || printed) && <TranscriptTable figure={figure} />}
    </details>
  )
}
