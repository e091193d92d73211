/** The control of one setting, chosen by the kind of its declaration. */
import type { RunSettings } from '../../../../protocol/runSettings.ts'
import { targetSentence } from '../../../content/catalogWords.ts'
import { useLabWords } from '../../../words/labWords.ts'
import { useLanguage } from '../../../words/language.ts'
import { Dispositions } from './Dispositions.tsx'
import { Holds } from './Holds.tsx'
import { NumberInput } from './NumberInput.tsx'
import { Sends } from './Sends.tsx'
import { SignalSet } from './SignalSet.tsx'
import type { SettingFieldProps } from './settingFieldProps.ts'

export function SettingField({ setting, settings, catalog, onChange }: SettingFieldProps) {
  const words = useLabWords()
  const language = useLanguage()
  const key = setting.key as keyof RunSettings
  const put = (value: string | number | undefined): void => onChange(withValue(settings, key, value))
  const say = (choice: string): string => {
    const target = setting.key === 'target' ? catalog.targets.find(({ name }) => name === choice) : undefined
    return target ? `${choice}: ${targetSentence(target, language)}` : choice
  }
  switch (setting.kind) {
    case 'dispositions':
      return <Dispositions of={setting.key === 'inherit' ? 'inherit' : 'signal'} {...{ setting, settings, catalog, onChange }} />
    case 'signals':
      return <SignalSet of={setting.key === 'inherit-block' ? 'inherit-block' : 'block'} {...{ settings, catalog, onChange }} />
    case 'sends':
      return <Sends {...{ setting, settings, catalog, onChange }} />
    case 'holds':
      return <Holds {...{ setting, settings, catalog, onChange }} />
    case 'integer':
      return <NumberInput setting={setting} value={settings[key] as number | undefined} onChange={put} />
    case 'choice':
      return (
        <select
          className="select"
          aria-label={setting.flag}
          title={say((settings[key] as string | undefined) ?? setting.fallback ?? '')}
          value={(settings[key] as string | undefined) ?? setting.fallback ?? ''}
          onChange={(event) => put(event.target.value === (setting.fallback ?? '') ? undefined : event.target.value)}
        >
          {setting.fallback === null && <option value="">{words.unset}</option>}
          {setting.choices.map((choice) => (
            <option key={choice} value={choice}>
              {say(choice)}
            </option>
          ))}
        </select>
      )
    case 'switch':
      return (
        <label className="lab-switch">
          <input type="checkbox" checked={settings[key] === 'on'} onChange={(event) => put(event.target.checked ? 'on' : 'off')} />
          {setting.key}
        </label>
      )
  }
}

/** An undefined value removes the key. */
export function withValue(settings: RunSettings, key: keyof RunSettings, value: unknown): RunSettings {
  const { [key]: _, ...rest } = settings
  return (value === undefined ? rest : { ...rest, [key]: value }) as RunSettings
}
