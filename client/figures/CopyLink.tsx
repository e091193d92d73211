import { Code2, Link as LinkIcon } from 'lucide-react'
import { embedCode, embedUrl } from '../model/embed.ts'
import type { LinkState } from '../model/link.ts'
import { framedPage } from '../runs/framedPage.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useMessages } from '../words/messages.ts'

interface CopyLinkProps {
  /** What an embedding frame shows, and its title. Without it, only the link can be copied. */
  embed?: { state: Partial<LinkState>; title: string }
}

/** The address, which holds the page's whole state, and the same run as an embeddable frame. */
export function CopyLink({ embed }: CopyLinkProps) {
  const words = useMessages()
  return (
    <>
      <CopyButton text={() => location.href} label={words.copyLink} icon={<LinkIcon aria-hidden="true" />}>
        {words.copyLink}
      </CopyButton>
      {embed && (
        <CopyButton
          text={() => embedCode(embedUrl(framedPage('embed'), embed.state), embed.title)}
          label={words.copyEmbed}
          icon={<Code2 aria-hidden="true" />}
        />
      )}
    </>
  )
}
