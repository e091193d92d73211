/** The strategy, its edition, and its own switches. */
import type { Catalog, Setting, Strategy } from '../../../../protocol/catalog.ts'
import type { RunSettings } from '../../../../protocol/runSettings.ts'
import { editionSentence, settingSentence, strategyTitle } from '../../../content/catalogWords.ts'
import { editionNamed, runnable } from '../../../model/known.ts'
import { useLabWords } from '../../../words/labWords.ts'
import { useLanguage } from '../../../words/language.ts'
import { useMessages } from '../../../words/messages.ts'
import { Field } from './Field.tsx'
import { NumberInput } from './NumberInput.tsx'

interface StrategyFieldsProps {
  settings: RunSettings
  catalog: Catalog
  onChange: (settings: RunSettings) => void
}

export function StrategyFields({ settings, catalog, onChange }: StrategyFieldsProps) {
  const words = useLabWords()
  const { editionOption, versions: versionsWords } = useMessages()
  const language = useLanguage()
  const strategy = runnable(catalog).find(({ id }) => id === settings.strategy)
  const edition = strategy && editionNamed(strategy, settings.edition)
  const options = (some: readonly Strategy[]) =>
    some.map((one) => (
      <option key={one.id} value={one.id} translate={catalog.strategies.includes(one) ? 'no' : undefined}>
        {strategyTitle(one, language)}
      </option>
    ))

  /** Each strategy has its own editions and switches, so the old ones do not carry over. */
  function choose(id: string): void {
    const { edition: _, set: __, ...rest } = settings
    onChange({ ...rest, strategy: id })
  }

  return (
    <details open>
      <summary>
        <h2>{words.strategy}</h2>
      </summary>
      <div className="lab-field">
        <select className="select" aria-label={words.strategy} value={settings.strategy} onChange={(event) => choose(event.target.value)}>
          <optgroup label={words.strategies}>{options(catalog.strategies)}</optgroup>
          <optgroup label={words.experiments}>{options(catalog.hazards)}</optgroup>
        </select>
        {strategy && edition && (
          <>
            {strategy.editions.length > 1 && (
              <select
                className="select"
                aria-label={words.edition}
                value={edition.name}
                onChange={(event) => {
                  const { edition: _, ...rest } = settings
                  const newest = strategy.editions.find(({ aliases }) => aliases.includes('today'))?.name
                  onChange(event.target.value === newest ? rest : { ...rest, edition: event.target.value })
                }}
              >
                {strategy.editions.map(({ name, versions, mechanism, aliases }) => (
                  <option key={name} value={name}>
                    {editionOption(versionsWords(versions), mechanism, aliases.includes('article'))}
                  </option>
                ))}
              </select>
            )}
            <p className="lab-sentence">{editionSentence(strategy, edition, language)}</p>
          </>
        )}
      </div>
      {strategy && strategy.settings.length > 0 && (
        <details className="lab-own" open={strategy.settings.length < 3 || settings.set !== undefined}>
          <summary>{words.own(strategyTitle(strategy, language).split(': ')[0] ?? '')}</summary>
          {strategy.settings.map((setting) => (
            <Field key={`${strategy.id} ${setting.key}`} flag={`--set ${setting.key}`} sentence={settingSentence(setting, language, strategy.id)}>
              <OwnControl
                setting={setting}
                value={settings.set?.[setting.key]}
                onChange={(value) => {
                  const { [setting.key]: _, ...rest } = settings.set ?? {}
                  const next = value === undefined ? rest : { ...rest, [setting.key]: value }
                  const { set: __, ...others } = settings
                  onChange(Object.keys(next).length > 0 ? { ...others, set: next } : others)
                }}
              />
            </Field>
          ))}
        </details>
      )}
    </details>
  )
}

function OwnControl({ setting, value, onChange }: { setting: Setting; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const words = useLabWords()
  switch (setting.kind) {
    case 'switch': {
      const on = value === undefined ? setting.fallback : value === 'on'
      return (
        <label className="lab-switch">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => onChange(event.target.checked === setting.fallback ? undefined : event.target.checked ? 'on' : 'off')}
          />
          {on ? words.on : words.off}
        </label>
      )
    }
    case 'integer':
      return <NumberInput setting={setting} value={value === undefined ? undefined : Number(value)} onChange={(next) => onChange(next?.toString())} />
    case 'choice':
      return (
        <select
          className="select"
          aria-label={setting.key}
          value={value ?? setting.fallback ?? ''}
          onChange={(event) => onChange(event.target.value === (setting.fallback ?? '') ? undefined : event.target.value)}
        >
          {setting.fallback === null && <option value="">{words.unset}</option>}
          {setting.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )
    default:
      return null
  }
}
