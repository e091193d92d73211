import { type Language, useMessages } from '../ui/language.ts'
import type { Reach } from './useLaboratory.ts'
import { THEMES, type Theme } from './usePreferences.ts'

interface HeaderProps {
  language: Language
  onLanguage: (language: Language) => void
  theme: Theme
  onTheme: (theme: Theme) => void
  reach: Reach
}

export function Header({ language, onLanguage, theme, onTheme, reach }: HeaderProps) {
  const words = useMessages()
  return (
    <header className="page-head">
      <div>
        <h1>Spawnscope</h1>
        <p className="tagline">{words.tagline}</p>
      </div>
      <div className="page-tools">
        <p className="reach" data-is={reach.is} role="status">
          {words.connection[reach.is]}
        </p>
        <fieldset className="languages" aria-label={words.language}>
          <button type="button" aria-pressed={language === 'en'} onClick={() => onLanguage('en')} lang="en">
            English
          </button>
          <button type="button" aria-pressed={language === 'ja'} onClick={() => onLanguage('ja')} lang="ja">
            日本語
          </button>
        </fieldset>
        <label>
          <span className="visually-hidden">{words.theme}</span>
          <select value={theme} onChange={(event) => onTheme(THEMES.find((name) => name === event.target.value) ?? 'auto')}>
            {THEMES.map((name) => (
              <option key={name} value={name}>
                {words.themes[name]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </header>
  )
}
