import { Code2, Link as LinkIcon } from 'lucide-react'
import { embedCode, embedUrl } from '../model/embed.ts'
import type { LinkState } from '../model/link.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useMessages } from '../words/messages.ts'

/** A host of plain files knows no page without its ending. */
const FRAMED = import.meta.env.PLAIN_FILES ? 'embed.html' : 'embed'

interface CopyLinkProps {
  /** What a frame elsewhere shows, and its title; without it there is only the link. */
  embed?: { state: Partial<LinkState>; title: string }
}

/** The address, which holds all of the page's state, and the same run for another site's frame. */
export function CopyLink({ embed }: CopyLinkProps) {
  const words = useMessages()
  return (
    <>
      <CopyButton text={() => location.href} label={words.copyLink} icon={<LinkIcon aria-hidden="true" />}>
        {words.copyLink}
      </CopyButton>
      {embed && (
        <CopyButton
          text={() => embedCode(embedUrl(new URL(FRAMED, document.baseURI).href, embed.state), embed.title)}
          label={words.copyEmbed}
          icon={<Code2 aria-hidden="true" />}
        />
      )}
    </>
  )
}
