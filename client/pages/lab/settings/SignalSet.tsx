import type { Catalog } from '../../../../protocol/catalog.ts'
import type { RunSettings } from '../../../../protocol/runSettings.ts'
import { PLAYED } from '../../../model/playedSignals.ts'
import { useLabWords } from '../../../words/labWords.ts'
import { SignalSelect } from './SignalSelect.tsx'

interface SignalSetProps {
  /** Whose mask: the program's own, or the one that it is started with. */
  of: 'block' | 'inherit-block'
  settings: RunSettings
  catalog: Catalog
  onChange: (settings: RunSettings) => void
}

/** A blocked mask. */
export function SignalSet({ of, settings, catalog, onChange }: SignalSetProps) {
  const words = useLabWords()
  const { [of]: block = [], ...others } = settings
  const shown = [...PLAYED, ...block.filter((name) => !PLAYED.includes(name))]
  const put = (name: string, on: boolean): void => {
    const next = on ? [...block, name] : block.filter((other) => other !== name)
    onChange(next.length > 0 ? { ...others, [of]: next } : others)
  }
  return (
    <div className="lab-checks">
      {shown.map((name) => (
        <label key={name} className="lab-switch">
          <input type="checkbox" checked={block.includes(name)} onChange={(event) => put(name, event.target.checked)} />
          SIG{name}
        </label>
      ))}
      <SignalSelect
        label={words.addSignal}
        catalog={catalog}
        value=""
        none={words.addSignal}
        without={[...shown, ...catalog.signals.filter(({ fixed }) => fixed).map(({ name }) => name)]}
        onChange={(name) => put(name, true)}
      />
    </div>
  )
}
