import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useMessages } from '../words/messages.ts'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
}

/** The browser's own modal dialog: it traps the focus, closes on Escape and returns the focus. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const words = useMessages()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && !box.current?.open) box.current?.showModal()
    if (!open) box.current?.close()
  }, [open])
  return (
    // Escape cancels at once, but the browser reports `close` later; until then the next key would go to a hidden field.
    // It may report it so late that the dialog is open again.
    <dialog ref={box} className="dialog" aria-label={title} onCancel={onClose} onClose={() => !box.current?.open && onClose()}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="button" data-tone="plain" data-icon aria-label={words.close} onClick={onClose}>
          <X aria-hidden="true" />
        </button>
      </header>
      {open && children}
    </dialog>
  )
}
