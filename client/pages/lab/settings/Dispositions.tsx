import type { Setting } from '../../../../protocol/catalog.ts'
import type { Disposition } from '../../../../protocol/settingKinds.ts'
import { PLAYED } from '../../../model/playedSignals.ts'
import { Toggle } from '../../../ui/Toggle.tsx'
import { useLabWords } from '../../../words/labWords.ts'
import { SignalSelect } from './SignalSelect.tsx'
import type { SettingFieldProps } from './settingFieldProps.ts'

interface DispositionsProps extends SettingFieldProps<Setting & { kind: 'dispositions' }> {
  /** Whose dispositions: the program's own, or those that it is started with. */
  of: 'signal' | 'inherit'
}

/** A disposition for each signal. The interesting signals are listed; any other can be added. */
export function Dispositions({ of, setting, settings, catalog, onChange }: DispositionsProps) {
  const words = useLabWords()
  const { [of]: signal = {}, ...others } = settings
  const shown = [...PLAYED, ...Object.keys(signal).filter((name) => !PLAYED.includes(name))]
  const choices = setting.choices as Disposition[]
  const fixed = catalog.signals.filter((one) => one.fixed).map(({ name }) => name)

  function dispose(name: string, disposition: Disposition | undefined): void {
    const { [name]: _, ...rest } = signal
    const next = disposition === undefined ? rest : { ...rest, [name]: disposition }
    onChange(Object.keys(next).length > 0 ? { ...others, [of]: next } : others)
  }

  return (
    <div className="lab-rows">
      {shown.map((name) => (
        <div key={name} className="lab-row">
          <span className="lab-signal">SIG{name}</span>
          <Toggle
            label={`${setting.flag} SIG${name}`}
            value={signal[name] ?? 'unset'}
            onChange={(value) => dispose(name, value === 'unset' ? undefined : value)}
            options={[{ value: 'unset' as const, label: words.asRuntime }, ...choices.map((value) => ({ value, label: words.dispositions[value] }))]}
          />
        </div>
      ))}
      <SignalSelect
        label={words.addSignal}
        catalog={catalog}
        value=""
        none={words.addSignal}
        without={[...shown, ...fixed]}
        onChange={(name) => dispose(name, 'ignore')}
      />
    </div>
  )
}
