import type { CSSProperties } from 'react'
import type { Setting } from '../../../../protocol/catalog.ts'
import { MOMENTS } from '../../../../protocol/events.ts'
import { useLabWords } from '../../../words/labWords.ts'
import type { SettingFieldProps } from './settingFieldProps.ts'

const STEP_MS = 50

/** How long the child is held at each moment. */
export function Holds({ setting, settings, onChange }: SettingFieldProps<Extract<Setting, { kind: 'holds' }>>) {
  const words = useLabWords()
  const { hold = {}, ...others } = settings
  return (
    <div className="lab-rows">
      {MOMENTS.filter((moment) => setting.choices.includes(moment)).map((moment) => {
        const ms = hold[moment] ?? 0
        return (
          <label key={moment} className="lab-hold">
            <span>{words.moments[moment]}</span>
            <output>{words.ms(ms)}</output>
            <input
              className="slider"
              type="range"
              min={setting.min}
              max={setting.max}
              step={STEP_MS}
              value={ms}
              aria-label={words.holdAt(words.moments[moment])}
              aria-valuetext={words.ms(ms)}
              style={{ '--filled': `${(ms / setting.max) * 100}%` } as CSSProperties}
              onChange={(event) => {
                const { [moment]: _, ...rest } = hold
                const value = Number(event.target.value)
                const next = value === 0 ? rest : { ...rest, [moment]: value }
                onChange(Object.keys(next).length > 0 ? { ...others, hold: next } : others)
              }}
            />
          </label>
        )
      })}
    </div>
  )
}
