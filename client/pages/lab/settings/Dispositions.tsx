import type { Catalog } from '../../../../protocol/catalog.ts'
import { DISPOSITIONS, type Disposition } from '../../../../protocol/settingKinds.ts'
import type { RunSettings } from '../../../../protocol/settings.ts'
import { PLAYED } from '../../../model/playedSignals.ts'
import { Toggle } from '../../../ui/Toggle.tsx'
import { useLabWords } from '../../../words/labWords.ts'
import { SignalSelect } from './SignalSelect.tsx'

interface DispositionsProps {
  settings: RunSettings
  catalog: Catalog
  onChange: (settings: RunSettings) => void
}

/** A disposition for each signal. The interesting signals are listed; any other can be added. */
export function Dispositions({ settings, catalog, onChange }: DispositionsProps) {
  const words = useLabWords()
  const { signal = {} } = settings
  const shown = [...PLAYED, ...Object.keys(signal).filter((name) => !PLAYED.includes(name))]
  const fixed = catalog.signals.filter((one) => one.fixed).map(({ name }) => name)

  function dispose(name: string, disposition: Disposition | undefined): void {
    const { [name]: _, ...rest } = signal
    const next = disposition === undefined ? rest : { ...rest, [name]: disposition }
    const { signal: __, ...others } = settings
    onChange(Object.keys(next).length > 0 ? { ...others, signal: next } : others)
  }

  return (
    <div className="lab-rows">
      {shown.map((name) => (
        <div key={name} className="lab-row">
          <span className="lab-signal">SIG{name}</span>
          <Toggle
            label={`SIG${name}`}
            value={signal[name] ?? 'unset'}
            onChange={(value) => dispose(name, value === 'unset' ? undefined : value)}
            options={[{ value: 'unset' as const, label: words.asRuntime }, ...DISPOSITIONS.map((value) => ({ value, label: words.dispositions[value] }))]}
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
