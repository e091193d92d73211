/** Gives the figure the whole screen, and the letters a size that fills it (fullScreen.css). F does the same; Escape ends it. */
import { Maximize, Minimize } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { takesKey } from '../../ui/takesKey.ts'
import { useMessages } from '../../words/messages.ts'
import './fullScreen.css'

/** `keys`: listens to F on the whole page, which only one figure of a page may do. What fills the screen is the nearest [data-fills]. */
export function FullScreen({ keys }: { keys: boolean }) {
  const { stepper: words } = useMessages()
  const place = useRef<HTMLSpanElement>(null)
  const [full, setFull] = useState(false)
  useEffect(() => {
    markRoot()
    const changed = (): void => setFull(document.fullscreenElement?.contains(place.current) === true)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  useLayoutEffect(() => {
    if (!keys) return
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'f' || takesKey(event)) return
      event.preventDefault()
      toggle(place.current)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [keys])
  // A browser may refuse it: phones do, and frames whose site did not allow it.
  if (!document.fullscreenEnabled) return null
  return (
    <span ref={place} className="full-screen">
      <IconButton label={full ? words.smaller : words.fullScreen} onClick={() => toggle(place.current)}>
        {full ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
      </IconButton>
    </span>
  )
}

let marking = false

/**
 * Marks the root while a figure fills the screen, from the first stepper on. A selector with :has() could say the same, but then the
 * browser looks through the whole page at each change of it: with every row of a terminal.
 */
function markRoot(): void {
  if (marking) return
  marking = true
  document.addEventListener('fullscreenchange', () => {
    document.documentElement.toggleAttribute('data-full', document.fullscreenElement?.matches('[data-fills]') === true)
  })
}

function toggle(place: Element | null): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : place?.closest('[data-fills]')?.requestFullscreen()
  // Refused: the figure stays as large as it is.
  done?.catch(() => {})
}
