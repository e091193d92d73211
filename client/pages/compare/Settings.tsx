import type { Catalog } from '../../../protocol/catalog.ts'
import { DISPOSITIONS, type Disposition } from '../../../protocol/settingKinds.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import { commandOf } from '../../model/command.ts'
import { useMessages } from '../../words/messages.ts'
import './settings.css'
import { NOBODY } from '../../model/claims/settingsAs.ts'

/** What a column does not choose for itself. */
export type SharedSettings = Omit<RunSettings, 'strategy'>

/** The signals one plays with here; the command line takes all 64. */
export const PLAYED = ['PIPE', 'INT', 'TERM', 'USR1'] as const

interface SettingsProps {
  settings: SharedSettings
  catalog: Catalog
  /** The server runs as root, so another user can be played. */
  root: boolean
  onChange: (settings: SharedSettings) => void
}

export function Settings({ settings, catalog, root, onChange }: SettingsProps) {
  const words = useMessages()
  const { signal = {}, block = [], target = 'ok', uid } = settings
  const { uid: _uid, ...withoutUid } = settings

  function dispose(name: string, disposition: Disposition | undefined): void {
    const { [name]: _, ...rest } = signal
    onChange({ ...settings, signal: disposition === undefined ? rest : { ...rest, [name]: disposition } })
  }
  function toggle(name: string, on: boolean): void {
    onChange({ ...settings, block: PLAYED.filter((other) => (other === name ? on : block.includes(other))) })
  }

  const said = commandOf({ ...withoutUid, strategy: '' })
    .replace(/^spawnscope run ?/, '')
    .trim()
  return (
    <details className="settings" open={said !== ''}>
      <summary>
        {words.settings}{' '}
        <span className="settings-now" translate="no">
          {said}
        </span>
      </summary>
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
      </div>
    </details>
  )
}
