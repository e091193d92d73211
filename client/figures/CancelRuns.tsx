/** The button that ends the runs under way. */
import { Square } from 'lucide-react'
import { DRAW_MS } from '../runs/drawPace.ts'
import { useLasting } from '../ui/useLasting.ts'
import { useMessages } from '../words/messages.ts'

interface CancelRunsProps {
  running: boolean
  onCancel: () => void
}

/** It comes when runs last: most are over before anybody could press it, and it would only push its neighbours to and fro. */
export function CancelRuns({ running, onCancel }: CancelRunsProps) {
  const words = useMessages()
  if (!useLasting(running, DRAW_MS)) return null
  return (
    <button type="button" className="button" onClick={onCancel}>
      <Square aria-hidden="true" /> {words.cancel}
    </button>
  )
}
