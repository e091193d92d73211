import type { CSSProperties } from 'react'
import type { Setting } from '../../../../protocol/catalog.ts'
import { MOMENTS } from '../../../../protocol/events.ts'
import { UNTIL_LET_GO } from '../../../../protocol/settingKinds.ts'
import { useLabWords } from '../../../words/labWords.ts'
import type { SettingFieldProps } from './settingFieldProps.ts'

const STEP_MS = 50

type Moment = (typeof MOMENTS)[number]

/** How long the child is held at each moment, or that the reader lets it go. */
export function Holds({ setting, settings, onChange }: SettingFieldProps<Extract<Setting, { kind: 'holds' }>>) {
  const words = useLabWords()
  const { hold = {}, ...others } = settings
  function put(moment: Moment, value: number | typeof UNTIL_LET_GO): void {
    const { [moment]: _, ...rest } = hold
    const next = value === 0 ? rest : { ...rest, [moment]: value }
    onChange(Object.keys(next).length > 0 ? { ...others, hold: next } : others)
  }
  return (
    <div className="lab-rows">
      {MOMENTS.filter((moment) => setting.choices.includes(moment)).map((moment) => {
        const held = hold[moment] ?? 0
        const waits = held === UNTIL_LET_GO
        const ms = waits ? 0 : held
        return (
          <div key={moment} className="lab-hold">
            <span>{words.moments[moment]}</span>
            <output>{waits ? words.untilLetGo : words.ms(ms)}</output>
            <input
              className="slider"
              type="range"
              min={setting.min}
              max={setting.max}
              step={STEP_MS}
              value={ms}
              disabled={waits}
              aria-label={words.holdAt(words.moments[moment])}
              aria-valuetext={waits ? words.untilLetGo : words.ms(ms)}
              style={{ '--filled': `${(ms / setting.max) * 100}%` } as CSSProperties}
              onChange={(event) => put(moment, Number(event.target.value))}
            />
            <label className="lab-switch">
              <input
                type="checkbox"
                checked={waits}
                aria-label={words.untilLetGoAt(words.moments[moment])}
                onChange={(event) => put(moment, event.target.checked ? UNTIL_LET_GO : 0)}
              />
              {words.untilLetGo}
            </label>
          </div>
        )
      })}
    </div>
  )
}
