import type { Catalog } from '../../../protocol/catalog.ts'
import { DISPOSITIONS, type Disposition } from '../../../protocol/settingKinds.ts'
import { StartedByChoice } from '../../figures/StartedByChoice.tsx'
import { StartedWith } from '../../figures/StartedWith.tsx'
import { NOBODY } from '../../model/claims/settingsAs.ts'
import type { SharedSettings } from '../../model/link.ts'
import { PLAYED } from '../../model/playedSignals.ts'
import { useParentSettingsWords } from '../../words/parentSettingsWords.ts'
import { RunOrderChoice } from './RunOrderChoice.tsx'

export interface SettingsRowProps {
  settings: SharedSettings
  catalog: Catalog
  /** The server runs as root, so it can run as another user. */
  root: boolean
  onChange: (settings: SharedSettings) => void
}

/** The controls. Their code is fetched when the reader opens them. */
export function SettingsRow({ settings, catalog, root, onChange }: SettingsRowProps) {
  const words = useParentSettingsWords()
  const { signal = {}, block = [], target = 'ok', uid } = settings

  function dispose(name: string, disposition: Disposition | undefined): void {
    const { [name]: _, ...rest } = signal
    onChange({ ...settings, signal: disposition === undefined ? rest : { ...rest, [name]: disposition } })
  }
  function toggle(name: string, on: boolean): void {
    onChange({ ...settings, block: PLAYED.filter((other) => (other === name ? on : block.includes(other))) })
  }

  return (
    <div className="settings-row">
      {PLAYED.map((name) => (
        <fieldset key={name}>
          <legend>{words.dispositionLegend(name)}</legend>
          {[undefined, ...DISPOSITIONS].map((disposition) => (
            <label key={disposition ?? 'unset'}>
              <input type="radio" name={`signal-${name}`} checked={signal[name] === disposition} onChange={() => dispose(name, disposition)} />
              {words.dispositions[disposition ?? 'unset']}
            </label>
          ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>{words.blocked}</legend>
        {PLAYED.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={block.includes(name)} onChange={(event) => toggle(name, event.target.checked)} />
            SIG{name}
          </label>
        ))}
      </fieldset>
      <div className="selects">
        <label>
          {words.target}
          <select className="select" title={words.targets[target]} value={target} onChange={(event) => onChange({ ...settings, target: event.target.value })}>
            {catalog.targets.map(({ name }) => (
              <option key={name} value={name}>
                {words.targets[name] ?? name}
              </option>
            ))}
          </select>
        </label>
        {root && (
          <label>
            {words.user}
            <select className="select" value={uid ?? 0} onChange={(event) => onChange({ ...settings, uid: Number(event.target.value) })}>
              <option value={NOBODY}>{words.users.nobody}</option>
              <option value={0}>{words.users.root}</option>
            </select>
          </label>
        )}
      </div>
      <StartedByChoice settings={settings} onChange={onChange} />
      <StartedWith settings={settings} onChange={onChange} />
      <RunOrderChoice />
    </div>
  )
}
