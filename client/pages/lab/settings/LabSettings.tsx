/** Every setting that `describe` declares, drawn from its declaration. This component holds no settings itself. */
import { memo, useState } from 'react'
import type { Catalog } from '../../../../protocol/catalog.ts'
import type { RunSettings } from '../../../../protocol/runSettings.ts'
import { settingRow } from '../../../../protocol/settingWords.ts'
import { settingSentence } from '../../../content/catalogWords.ts'
import { settingGroups } from '../../../model/settingGroups.ts'
import { startedFlags } from '../../../model/startedBy.ts'
import { latePart } from '../../../ui/latePart.tsx'
import { useLabWords } from '../../../words/labWords.ts'
import { useLanguage } from '../../../words/language.ts'
import { hasTwoColumns } from '../hasTwoColumns.ts'
import { Field } from './Field.tsx'
import { SettingField } from './SettingField.tsx'
import { StrategyFields } from './StrategyFields.tsx'
import './labSettings.css'

interface LabSettingsProps {
  settings: RunSettings
  catalog: Catalog
  /** Whether the server may become another user. */
  root: boolean
  onChange: (settings: RunSettings) => void
  onReset: () => void
}

/** Its sources are a long list, which nobody needs before the first run. */
const StartedByChoice = latePart(async () => (await import('../../../figures/StartedByChoice.tsx')).StartedByChoice<RunSettings>)

/** Opened by a reader, or by settings that say how the program is started. */
function StartedByFold(props: { settings: RunSettings; onChange: (settings: RunSettings) => void }) {
  const words = useLabWords()
  const [open, setOpen] = useState(startedFlags(props.settings) !== '')
  return (
    <details className="lab-field" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.startedBy}</summary>
      {open && <StartedByChoice {...props} />}
    </details>
  )
}

export const LabSettings = memo(function LabSettings({ settings, catalog, root, onChange, onReset }: LabSettingsProps) {
  const words = useLabWords()
  const language = useLanguage()
  // In one column, the settings would push the runs six screens down.
  const [roomy] = useState(hasTwoColumns)
  return (
    <form className="lab-settings" aria-label={words.settings} onSubmit={(event) => event.preventDefault()}>
      <StrategyFields settings={settings} catalog={catalog} onChange={onChange} />
      {settingGroups(catalog).map(({ group, settings: some }) => (
        <details key={group} open={roomy && group !== 'limits'}>
          <summary>
            <h2>{words.groups[group]}</h2>
          </summary>
          {group === 'parent' && <StartedByFold settings={settings} onChange={onChange} />}
          {some.map((setting) => (
            <Field key={setting.key} flag={setting.flag} sentence={settingSentence(setting, language)}>
              <SettingField setting={setting} settings={settings} catalog={catalog} onChange={onChange} />
              {settingRow(setting.key)?.rootOnly && !root && <p className="quiet">{words.rootOnly}</p>}
            </Field>
          ))}
        </details>
      ))}
      <button type="button" className="button" onClick={onReset}>
        {words.reset}
      </button>
    </form>
  )
})
