import { Check, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../words/messages.ts'

interface CopyButtonProps {
  /** Called at the click, because a link may change until then. */
  text: () => string
  label: string
  icon?: ReactNode
  /** Shown beside the icon; without it, only screen readers get the label. */
  children?: ReactNode
}

/** Copies a text to the clipboard and confirms it. If the browser refuses (no https), shows the text to copy by hand. */
export function CopyButton({ text, label, icon = <Copy aria-hidden="true" />, children }: CopyButtonProps) {
  const words = useMessages()
  const [copied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    const wanted = text()
    try {
      await navigator.clipboard.writeText(wanted)
      setCopied(true)
    } catch {
      window.prompt(words.copyByHand, wanted)
    }
  }
  return (
    <button
      type="button"
      className="button"
      data-tone={children ? undefined : 'plain'}
      data-icon={children ? undefined : true}
      aria-label={children ? undefined : label}
      title={label}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      {copied ? <Check aria-hidden="true" /> : icon}
      {children}
      <span className="visually-hidden" role="status">
        {copied ? words.copied : ''}
      </span>
    </button>
  )
}
