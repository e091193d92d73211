/** The run as text: every step with its sentence, for screen readers, for search, and for copying. */
import { useState } from 'react'
import type { Figure } from '../../model/figure.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useMessages } from '../../words/messages.ts'
import './transcript.css'

const TranscriptTable = latePart(async () => (await import('./TranscriptTable.tsx')).TranscriptTable)

export function Transcript({ figure }: { figure: Figure }) {
  const { transcript } = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <details className="transcript" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{transcript.title(figure.story.steps.length)}</summary>
      {open && <TranscriptTable figure={figure} />}
    </details>
  )
}
