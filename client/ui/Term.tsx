/**
 * A word of the field. Its meaning opens in place, by pointer, tap or key, so that a run stays where it is. The browser's popover
 * handles Escape, the click outside, and the return of the focus. The glossary is fetched when the first term opens.
 */
import { type ReactNode, type ToggleEvent, useEffect, useId, useRef, useState } from 'react'
import type { CompiledTerm } from '../content/glossary.ts'
import type { Prose } from '../content/prose.ts'
import { useLanguage } from '../words/language.ts'
import { useMessages } from '../words/messages.ts'
import { Inlines } from './Inlines.tsx'

interface TermProps {
  /** An id of content/glossary (content/words.test.ts). */
  id: string
  /** The word as it stands in its sentence. Not inside a link, a button or a label: it is a button itself. */
  children: ReactNode
}

export function Term({ id, children }: TermProps) {
  const words = useMessages()
  const own = useId()
  const word = useRef<HTMLButtonElement>(null)
  const card = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  useStayAtWord(word, card, open)
  const before = ({ newState }: ToggleEvent): void => {
    if (newState === 'open' && word.current && card.current) place(card.current, word.current.getBoundingClientRect())
    setOpen(newState === 'open')
  }
  return (
    <>
      <button ref={word} type="button" className="term" popoverTarget={own} data-term={id}>
        {children}
      </button>
      <span ref={card} id={own} popover="auto" role="dialog" aria-label={words.term.label} tabIndex={-1} className="popover term-card" onBeforeToggle={before}>
        {open && <Meaning id={id} />}
      </span>
    </>
  )
}

function Meaning({ id }: { id: string }) {
  const { term: words } = useMessages()
  const language = useLanguage()
  const found = useGlossary(id)
  return (
    <>
      {found && found !== 'none' && (
        <span ref={moveInto} className="term-text">
          <strong>
            <Inlines inlines={plain(found.term[language])} />
          </strong>
          <span>
            <Inlines inlines={plain(found.meaning[language])} />
          </span>
          {found.man !== undefined && (
            <span className="quiet" translate="no">
              {found.man}
            </span>
          )}
        </span>
      )}
      {found === 'none' && <span role="status">{words.missing}</span>}
      <a href={`#/glossary/${id}`}>{words.more}</a>
    </>
  )
}

/**
 * A screen reader reads what gets the focus, and the popover is in the page before its words are. It moves once for each opening (a ref that
 * is another function at each render would pull the focus back from the link), and only while the reader has not moved on.
 */
function moveInto(text: HTMLSpanElement | null): void {
  const card = text?.closest<HTMLElement>('[popover]')
  const at = document.activeElement
  // Safari does not focus a button that is clicked.
  if (card && (at === card.previousElementSibling || at === document.body)) card.focus({ preventScroll: true })
}

/** Undefined until the glossary has come; `none` if it cannot be fetched. */
function useGlossary(id: string): CompiledTerm | 'none' | undefined {
  const [found, setFound] = useState<CompiledTerm | 'none'>()
  useEffect(() => {
    let gone = false
    const show = (term: CompiledTerm | undefined): void => {
      if (!gone) setFound(term ?? 'none')
    }
    import('../content/glossary.ts').then(
      ({ termOf }) => show(termOf(id)),
      () => show(undefined),
    )
    return () => {
      gone = true
    }
  }, [id])
  return found
}

/** Terms within a meaning are plain words: a card does not open another. */
function plain(prose: readonly Prose[]) {
  return prose.map(({ kind, text }) => ({ kind: kind === 'code' || kind === 'strong' ? kind : 'text', text }) as const)
}

const GAP = 6

/** Below the word, or above it in the lower half of the window. The styles keep it between the sides. */
function place(card: HTMLElement, { left, top, bottom }: DOMRect): void {
  const below = (top + bottom) / 2 < innerHeight / 2
  card.style.setProperty('--word-left', `${left}px`)
  card.style.top = below ? `${bottom + GAP}px` : 'auto'
  card.style.bottom = below ? 'auto' : `${innerHeight - top + GAP}px`
}

/** Keeps the card at its word when something scrolls, and takes it away when the word has left the window. */
function useStayAtWord(word: { current: HTMLElement | null }, card: { current: HTMLElement | null }, open: boolean): void {
  useEffect(() => {
    if (!open) return
    const follow = (): void => {
      if (!word.current || !card.current) return
      const at = word.current.getBoundingClientRect()
      if (at.bottom < 0 || at.top > innerHeight) card.current.hidePopover()
      else place(card.current, at)
    }
    const options = { capture: true, passive: true }
    window.addEventListener('scroll', follow, options)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, options)
      window.removeEventListener('resize', follow)
    }
  }, [word, card, open])
}
