import type { RunSettings } from '../../protocol/runSettings.ts'
import { STARTED_WITH } from '../model/playedSignals.ts'
import { useParentSettingsWords } from '../words/parentSettingsWords.ts'
import './startedWith.css'

interface StartedWithProps<S> {
  settings: S
  onChange: (settings: S) => void
}

/** What the runtime is started with: signals that are ignored or blocked before its own start-up. */
export function StartedWith<S extends Pick<RunSettings, 'inherit' | 'inherit-block'>>({ settings, onChange }: StartedWithProps<S>) {
  const words = useParentSettingsWords()
  const { inherit = {}, 'inherit-block': blocked = [], ...others } = settings
  const names = [...new Set([...STARTED_WITH, ...Object.keys(inherit), ...blocked])]
  const put = (nowIgnored: readonly string[], nowBlocked: readonly string[]): void =>
    onChange({
      ...others,
      ...(nowIgnored.length > 0 && { inherit: Object.fromEntries(nowIgnored.map((name) => [name, 'ignore' as const])) }),
      ...(nowBlocked.length > 0 && { 'inherit-block': [...nowBlocked] }),
    } as S)
  const ignored = names.filter((name) => inherit[name] === 'ignore')
  const toggled = (all: readonly string[], name: string, on: boolean): string[] => names.filter((one) => (one === name ? on : all.includes(one)))
  return (
    <fieldset className="started-with" aria-describedby="started-with-why">
      <legend>{words.started}</legend>
      <p id="started-with-why" className="quiet">
        {words.startedWhy}
      </p>
      <fieldset>
        <legend>{words.startedIgnored}</legend>
        {names.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={ignored.includes(name)} onChange={(event) => put(toggled(ignored, name, event.target.checked), blocked)} />
            SIG{name}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.startedBlocked}</legend>
        {names.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={blocked.includes(name)} onChange={(event) => put(ignored, toggled(blocked, name, event.target.checked))} />
            SIG{name}
          </label>
        ))}
      </fieldset>
    </fieldset>
  )
}
