/** A strategy's own switches, in the reader's language. Fetched when the reader opens them. */
import type { Strategy } from '../../../protocol/catalog.ts'
import { catalogTexts, settingSentence } from '../../content/catalogWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useLoaded } from '../../words/messageGroup.ts'

interface OwnSwitchesProps {
  strategy: Strategy
  set: Readonly<Record<string, string>>
  onChange: (set: Record<string, string>) => void
}

export function OwnSwitches({ strategy, set, onChange }: OwnSwitchesProps) {
  const language = useLanguage()
  useLoaded(catalogTexts)
  return strategy.settings.map((setting) => {
    if (setting.kind !== 'switch') return null
    const { key, fallback } = setting
    const { [key]: chosen, ...rest } = set
    return (
      <label key={key}>
        <input
          type="checkbox"
          checked={chosen === undefined ? fallback : chosen === 'on'}
          onChange={({ target: { checked } }) => onChange(checked === fallback ? rest : { ...rest, [key]: checked ? 'on' : 'off' })}
        />
        <span>
          <code>{key}</code> {settingSentence(setting, language, strategy.id)}
        </span>
      </label>
    )
  })
}
