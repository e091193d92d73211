import { X, Zap } from 'lucide-react'
import type { Setting } from '../../../../protocol/catalog.ts'
import { MOMENTS } from '../../../../protocol/events.ts'
import { MAX_SENDS, type Sending } from '../../../../protocol/settingKinds.ts'
import { useLabWords } from '../../../words/labWords.ts'
import { SignalSelect } from './SignalSelect.tsx'
import type { SettingFieldProps } from './settingFieldProps.ts'

/** Signals sent into the window: which, when, to whom. */
export function Sends({ settings, catalog, onChange }: SettingFieldProps<Extract<Setting, { kind: 'sends' }>>) {
  const words = useLabWords()
  const { send = [], ...others } = settings
  const put = (next: Sending[]): void => onChange(next.length > 0 ? { ...others, send: next } : others)
  const change = (at: number, part: Partial<Sending>): void => {
    const sent = { signal: 'USR1', at: 'child-start' as const, to: 'child' as const, ...send[at], ...part }
    // Before the child is created, the parent is the only possible target.
    put(send.with(at, sent.at === 'before-create' ? { ...sent, to: 'parent' } : sent))
  }
  return (
    <div className="lab-rows">
      {send.map((sent, at) => (
        <div key={at} className="lab-send">
          <SignalSelect label={words.signal} catalog={catalog} value={sent.signal} onChange={(signal) => change(at, { signal })} />
          <select
            className="select"
            aria-label={words.moment}
            value={sent.at}
            onChange={(event) => change(at, { at: MOMENTS.find((name) => name === event.target.value) ?? 'child-start' })}
          >
            {MOMENTS.map((moment) => (
              <option key={moment} value={moment}>
                {words.moments[moment]}
              </option>
            ))}
          </select>
          <select
            className="select"
            aria-label={words.whom}
            value={sent.to}
            disabled={sent.at === 'before-create'}
            onChange={(event) => change(at, { to: event.target.value === 'parent' ? 'parent' : 'child' })}
          >
            <option value="child">{words.sides.child}</option>
            <option value="parent">{words.sides.parent}</option>
          </select>
          <button
            type="button"
            className="button"
            data-tone="plain"
            data-icon
            aria-label={words.remove(`SIG${sent.signal}`)}
            onClick={() => put(send.toSpliced(at, 1))}
          >
            <X aria-hidden="true" />
          </button>
        </div>
      ))}
      {send.length < MAX_SENDS && (
        <button type="button" className="button" onClick={() => put([...send, { signal: 'USR1', at: 'child-start', to: 'child' }])}>
          <Zap aria-hidden="true" /> {words.fire}
        </button>
      )}
    </div>
  )
}
