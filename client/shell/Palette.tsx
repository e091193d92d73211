/** Everything that has an address, and every preference, by name: Ctrl-K, some letters, Enter. */
import { useEffect, useId, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { labState } from '../model/labLink.ts'
import { linkOf, SAME_SETTINGS } from '../model/link.ts'
import { offersFor } from '../model/offers.ts'
import { useCapabilities } from '../runs/capabilities.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useDialogWords } from '../words/dialogWords.ts'
import { useLanguage } from '../words/language.ts'
import { useMessages } from '../words/messages.ts'
import { homeOf, PAGES } from './pages.ts'
import type { PalettePlace } from './places.ts'
import { THEMES, type Theme } from './themes.ts'

/** More than anybody reads. */
const MOST = 50

interface PaletteProps {
  open: boolean
  onClose: () => void
  onLanguage: (language: Language) => void
  onTheme: (theme: Theme) => void
  onKeys: () => void
}

interface Action {
  name: string
  also?: string
  /** What it is, where the name does not say it. */
  kind?: string
  act: () => void
}

export function Palette(props: PaletteProps) {
  const { palette } = useDialogWords()
  return (
    <Dialog title={palette.title} open={props.open} onClose={props.onClose}>
      <PaletteBody {...props} />
    </Dialog>
  )
}

/** Mounted anew each time it opens, so it starts empty. */
function PaletteBody({ onClose, onLanguage, onTheme, onKeys }: PaletteProps) {
  const words = useMessages()
  const { palette } = useDialogWords()
  const { catalog } = useCapabilities()
  const language = useLanguage()
  const places = usePlaces(language)
  const [, go] = useLocation()
  const query = useSearch()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()

  const pages: Action[] = [
    ...PAGES.filter(({ listed }) => listed).map((page) => ({
      name: palette.page(words.pages[page.id]),
      also: page.id,
      act: () => go(query ? `${homeOf(page)}?${query}` : homeOf(page)),
    })),
    ...(catalog?.strategies ?? []).map(({ id, title }) => ({ name: palette.lab(title), also: id, act: () => go(`/lab?v=1&c=${id}`) })),
    ...LANGUAGES.map(({ id, name }) => ({ name: palette.language(name), act: () => onLanguage(id) })),
    ...THEMES.map((theme) => ({ name: palette.theme(words.themes[theme]), also: theme, act: () => onTheme(theme) })),
    { name: palette.keys, act: onKeys },
  ]
  const more: Action[] = [
    ...places.map(({ kind, name, english, to }) => ({ name, also: english, kind: palette.kinds[kind], act: () => go(to) })),
    ...(catalog?.specimens ?? []).map(({ strategy, runtime, version }) => ({
      name: `${runtime} ${version}`,
      kind: palette.kinds.real,
      act: () => go(`/compare?${linkOf({ columns: [{ strategy }, { strategy, specimen: SAME_SETTINGS }] })}`),
    })),
    ...(catalog?.signals ?? [])
      .filter(({ fixed }) => !fixed)
      .map(({ name }) => ({
        name: `SIG${name}`,
        kind: palette.kinds.signal,
        act: () => go(`/lab?${linkOf(labState({ strategy: 'ruby', signal: { [name]: 'ignore' } }))}`),
      })),
  ]
  // Who has typed nothing looks for a page.
  const all = typed.trim() === '' ? pages : [...pages, ...more]
  const offers = offersFor(typed, all).slice(0, MOST)
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
        aria-label={palette.field}
        placeholder={palette.field}
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
      <div role="listbox" id={list} aria-label={palette.title}>
        {offers.map((action, n) => (
          <button
            key={`${n} ${action.name}`}
            type="button"
            role="option"
            id={`${list}-${n}`}
            aria-selected={n === chosen}
            tabIndex={-1}
            onClick={() => act(action)}
          >
            {action.kind && <span className="palette-kind">{action.kind}</span>}
            <span>{action.name}</span>
          </button>
        ))}
      </div>
      <p role="status">{offers.length === 0 && palette.none}</p>
    </div>
  )
}

/** Everything that only the palette lists. Empty until it has been fetched, and where it cannot be. */
function usePlaces(language: Language): readonly PalettePlace[] {
  const [places, setPlaces] = useState<typeof import('./places.ts')>()
  useEffect(() => {
    let gone = false
    import('./places.ts').then(
      (found) => !gone && setPlaces(found),
      // The pages are still there, and the next opening tries again.
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  return useMemo(() => places?.placesIn(language) ?? [], [places, language])
}

function focusFirst(field: HTMLInputElement | null): void {
  field?.setAttribute('autofocus', '')
}
