import { CopyButton } from '../ui/CopyButton.tsx'
import { useMessages } from '../ui/language.ts'

/** The address, which holds all of the page's state. */
export function CopyLink() {
  const words = useMessages()
  return (
    <CopyButton text={() => location.href} label={words.copyLink}>
      {words.copyLink}
    </CopyButton>
  )
}
