/** A run as files, wherever a run is shown: a button that opens the list of formats. The makers of the files are fetched then. */
import { Download } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { latePart } from '../ui/latePart.tsx'
import { useMessages } from '../words/messages.ts'
import type { ExportedRun } from './exportFormats.ts'
import './exportMenu.css'

const ExportList = latePart(async () => (await import('./ExportList.tsx')).ExportList)

/** `disabled`: there is no run yet; the button keeps its place. */
export function ExportMenu({ disabled = false, ...run }: ExportedRun & { disabled?: boolean }) {
  const words = useMessages()
  const [open, setOpen] = useState(false)
  const list = useId()
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setOpen(false)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [open])
  return (
    <div className="export-menu">
      <button type="button" className="button" disabled={disabled} aria-expanded={open} aria-controls={list} onClick={() => setOpen(!open)}>
        <Download aria-hidden="true" /> {words.exportRun}
      </button>
      <div id={list} className="export-list" hidden={!open}>
        {open && <ExportList {...run} onDone={() => setOpen(false)} />}
      </div>
    </div>
  )
}
