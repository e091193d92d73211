import { Command, Keyboard } from 'lucide-react'
import { Link, useLocation, useSearch } from 'wouter'
import { LANGUAGES, type Language, languageNamed } from '../../protocol/language.ts'
import type { Reach } from '../runs/outside/outside.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import { useMessages } from '../words/messages.ts'
import { MoreMenu } from './MoreMenu.tsx'
import { homeOf, PAGES, type Page, pageAt } from './pages.ts'
import { THEMES, type Theme } from './themes.ts'

interface HeaderProps {
  language: Language
  onLanguage: (language: Language) => void
  theme: Theme
  onTheme: (theme: Theme) => void
  reach: Reach
  onKeys: () => void
  onPalette: () => void
}

/** The number of pages left in the bar when it is narrower, and when it is narrow. */
const STAY = [5, 3]
const LISTED = PAGES.filter(({ listed }) => listed)
const BAR = LISTED.filter(({ listed }) => listed === 'bar')

/** The bar of every page, in one row. Changing the page keeps the settings in the link. */
export function Header({ language, onLanguage, theme, onTheme, reach, onKeys, onPalette }: HeaderProps) {
  const words = useMessages()
  const tongue = <LanguageChoice language={language} onLanguage={onLanguage} />
  const choice = (
    <label>
      <span className="visually-hidden">{words.theme}</span>
      <select className="select" value={theme} onChange={(event) => onTheme(THEMES.find((name) => name === event.target.value) ?? 'auto')}>
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {words.themes[name]}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <header className="page-head" data-long={longer(BAR.map(({ id }) => words.pages[id]))}>
      <div className="page-bar">
        <Link href="/" className="brand" translate="no">
          <svg viewBox="0 0 30 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8" fill="var(--parent)" />
            <circle cx="20" cy="10" r="7" fill="none" stroke="var(--child)" strokeWidth="2.5" strokeDasharray="4 2.5" />
          </svg>
          Spawnscope
        </Link>
        <nav aria-label={words.navigation}>
          <Pages of={BAR} />
        </nav>
        <div className="page-tools">
          {/* A site of plain files says it below the bar, with what to do about it. */}
          {reach.is !== 'files' && (
            <p className="reach" data-is={reach.is} role="status" title={words.connection[reach.is]}>
              <Link href="/check">{words.connection[reach.is]}</Link>
            </p>
          )}
          {tongue}
          <div className="page-extras">
            {choice}
            <IconButton label={words.palette.open} title={`${words.palette.open} (Ctrl-K)`} onClick={onPalette}>
              <Command aria-hidden="true" />
            </IconButton>
            <IconButton label={words.keys.title} title={`${words.keys.title} (?)`} onClick={onKeys}>
              <Keyboard aria-hidden="true" />
            </IconButton>
          </div>
          <MoreMenu>
            <nav aria-label={words.morePages}>
              <Pages of={LISTED} />
            </nav>
            {tongue}
            {choice}
            <button type="button" className="button" onClick={onPalette}>
              <Command aria-hidden="true" /> {words.palette.open} <kbd>Ctrl-K</kbd>
            </button>
            <button type="button" className="button" onClick={onKeys}>
              <Keyboard aria-hidden="true" /> {words.keys.title} <kbd>?</kbd>
            </button>
            {reach.is !== 'files' && (
              <p className="reach" data-is={reach.is}>
                {words.connection[reach.is]}
              </p>
            )}
          </MoreMenu>
        </div>
      </div>
    </header>
  )
}

/** Two languages fit side by side; for more, the bar has no room. */
function LanguageChoice({ language, onLanguage }: Pick<HeaderProps, 'language' | 'onLanguage'>) {
  const words = useMessages()
  const languages: readonly { id: Language; name: string }[] = LANGUAGES
  return (
    <div className="language-choice">
      {languages.length <= 2 ? (
        <Toggle
          label={words.language}
          value={language}
          onChange={onLanguage}
          options={languages.map(({ id, name }) => ({ value: id, label: name, lang: id }))}
        />
      ) : (
        <select className="select" aria-label={words.language} value={language} onChange={({ target }) => onLanguage(languageNamed(target.value) ?? language)}>
          {languages.map(({ id, name }) => (
            <option key={id} value={id} lang={id} translate="no">
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

/** The bar's widths (shell.css) assume that the page names have this many letters in total. */
const LETTERS = 63
const STEPS = 4
const WIDE = /[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/g

/** By how much the names exceed the bar's assumed length, in fifths; undefined if they do not. */
function longer(names: readonly string[]): number | undefined {
  const letters = names.reduce((sum, name) => sum + name.length + 0.8 * (name.match(WIDE)?.length ?? 0), 0)
  const step = Math.ceil((letters / LETTERS - 1) * 5)
  return step > 0 ? Math.min(step, STEPS) : undefined
}

/** Pages, in the bar and in the menu. The width decides which of them are visible where. */
function Pages({ of }: { of: readonly Page[] }) {
  const words = useMessages()
  const [path] = useLocation()
  const query = useSearch()
  return of.map((page, at) => (
    <Link
      key={page.path}
      href={query ? `${homeOf(page)}?${query}` : homeOf(page)}
      data-stays={page.listed === 'menu' ? 'menu' : STAY.filter((count) => at < count).length}
      aria-current={pageAt(path) === page ? 'page' : undefined}
    >
      {words.pages[page.id]}
    </Link>
  ))
}
