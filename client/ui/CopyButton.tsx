import { Check, Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../words/messages.ts'

interface CopyButtonProps {
  /** Asked for at the click: a link may still change. */
  text: () => string
  label: string
  icon?: ReactNode
  /** Shown beside the icon; without it the label is only spoken. */
  children?: ReactNode
}

/** Puts a text on the clipboard and says so. Where the browser refuses (no https), the text is shown to be copied by hand. */
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
