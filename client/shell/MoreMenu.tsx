/**
 * What the bar has no room for, behind one button. Only styles decide what that is (shell.css), so the bar has its final height
 * from the first paint. The browser's popover handles Escape, the click outside, and the return of the focus.
 */
import { Menu } from 'lucide-react'
import { type MouseEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react'
import { useMessages } from '../words/messages.ts'

export function MoreMenu({ children }: { children: ReactNode }) {
  const words = useMessages()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const place = ({ newState }: ToggleEvent): void => {
    const below = button.current?.getBoundingClientRect().bottom ?? 0
    if (newState === 'open' && menu.current) menu.current.style.top = `${below + 6}px`
  }
  const done = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest('a, button')) menu.current?.hidePopover()
  }
  return (
    <>
      <button ref={button} type="button" className="button page-more" popoverTarget={id} aria-label={words.more} title={words.more}>
        <Menu aria-hidden="true" />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: readers press the links and buttons inside. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: their Enter arrives as a click. */}
      <div ref={menu} id={id} popover="auto" className="popover page-menu" onBeforeToggle={place} onClick={done}>
        {children}
      </div>
    </>
  )
}
