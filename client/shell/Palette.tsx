/** Every page and preference by name: Ctrl-K, some letters, Enter. */
import { useId, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { offersFor } from '../model/offers.ts'
import { useCapabilities } from '../runs/capabilities.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useMessages } from '../words/messages.ts'
import { homeOf, PAGES } from './pages.ts'
import './palette.css'
import { THEMES, type Theme } from './themes.ts'

interface PaletteProps {
  open: boolean
  onClose: () => void
  onLanguage: (language: Language) => void
  onTheme: (theme: Theme) => void
  onKeys: () => void
}

interface Action {
  name: string
  act: () => void
}

export function Palette(props: PaletteProps) {
  const words = useMessages()
  return (
    <Dialog title={words.palette.title} open={props.open} onClose={props.onClose}>
      <PaletteBody {...props} />
    </Dialog>
  )
}

/** Mounted anew each time it opens, so it starts empty. */
function PaletteBody({ onClose, onLanguage, onTheme, onKeys }: PaletteProps) {
  const words = useMessages()
  const { catalog } = useCapabilities()
  const [, go] = useLocation()
  const query = useSearch()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()

  const actions: Action[] = [
    ...PAGES.filter(({ listed }) => listed).map((page) => ({
      name: words.palette.page(words.pages[page.id]),
      act: () => go(query ? `${homeOf(page)}?${query}` : homeOf(page)),
    })),
    ...(catalog?.strategies ?? []).map(({ id, title }) => ({ name: words.palette.lab(title), act: () => go(`/lab?v=1&c=${id}`) })),
    ...LANGUAGES.map(({ id, name }) => ({ name: words.palette.language(name), act: () => onLanguage(id) })),
    ...THEMES.map((theme) => ({ name: words.palette.theme(words.themes[theme]), act: () => onTheme(theme) })),
    { name: words.palette.keys, act: onKeys },
  ]
  const offers = offersFor(typed, actions)
  const chosen = Math.min(at, offers.length - 1)

  function act(action: Action | undefined): void {
    if (!action) return
    onClose()
    action.act()
  }

  return (
    <div className="palette">
      <input
        className="field"
        role="combobox"
        // The browser's dialog reads this attribute to place the focus; React's autoFocus does not write it.
        ref={focusFirst}
        aria-label={words.palette.field}
        placeholder={words.palette.field}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={offers.length > 0 ? `${list}-${chosen}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          // Enter that confirms an input method's text is not for us.
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') act(offers[chosen])
          else if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, offers.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
          else return
          event.preventDefault()
        }}
      />
      <div role="listbox" id={list} aria-label={words.palette.title}>
        {offers.map((action, n) => (
          <button key={action.name} type="button" role="option" id={`${list}-${n}`} aria-selected={n === chosen} tabIndex={-1} onClick={() => act(action)}>
            {action.name}
          </button>
        ))}
      </div>
      <p role="status">{offers.length === 0 && words.palette.none}</p>
    </div>
  )
}

function focusFirst(field: HTMLInputElement | null): void {
  field?.setAttribute('autofocus', '')
}
