/** One setting and the values to try: the columns of the outcome grid. Pure. */
import type { Catalog, Setting } from '../../protocol/catalog.ts'
import { MOMENTS } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { settingWords, withSettingWord } from '../../protocol/settings.ts'
import { isSettingKey, settingRow } from '../../protocol/settingWords.ts'

export interface AxisValue {
  /** As the command line spells it; empty if the command omits the setting. */
  word: string
  apply: (settings: RunSettings) => RunSettings
}

export interface Axis {
  key: string
  flag: string
  /** The setting concerns the signal that the reader chose. */
  signal: boolean
  values: AxisValue[]
}

/** The settings that have a few values to try, with those values. `root`: the server may become another user. */
export function axesOf(catalog: Catalog, signal: string, root: boolean): Axis[] {
  return catalog.settings.flatMap((setting) => axisOf(setting, signal, root))
}

function axisOf(setting: Setting, signal: string, root: boolean): Axis[] {
  const { key, flag } = setting
  const { tried, rootOnly = false } = settingRow(key) ?? {}
  if (tried === undefined || (rootOnly && !root)) return []
  const left = { word: '', apply: (settings: RunSettings) => without(settings, key) }
  switch (setting.kind) {
    case 'dispositions':
      return [{ key, flag, signal: true, values: [left, ...setting.choices.map((word) => ({ word, apply: withWord(key, `${signal}=${word}`) }))] }]
    case 'signals':
      return [{ key, flag, signal: true, values: [left, { word: signal, apply: withAlso(key, signal) }] }]
    case 'sends':
      return [{ key, flag, signal: true, values: [left, ...sendings(signal)] }]
    case 'holds':
      return []
    case 'choice':
      return [{ key, flag, signal: false, values: setting.choices.map((word) => ({ word, apply: (s: RunSettings) => ({ ...s, [key]: word }) })) }]
    case 'integer': {
      if (typeof tried !== 'object') return []
      return [{ key, flag, signal: false, values: tried.map((value) => ({ word: String(value), apply: (s: RunSettings) => ({ ...s, [key]: value }) })) }]
    }
    case 'switch':
      return [
        { key, flag, signal: false, values: ['off', 'on'].map((word) => ({ word, apply: (s: RunSettings) => ({ ...s, set: { ...s.set, [key]: word } }) })) },
      ]
  }
}

/** The settings with one more word, as a command line would add it. */
function withWord(key: string, word: string): AxisValue['apply'] {
  return (settings) => (isSettingKey(key) ? withSettingWord(settings, key, word) : undefined) ?? settings
}

function withAlso(key: string, signal: string): AxisValue['apply'] {
  return (settings) => {
    const blocked = isSettingKey(key) ? settingWords(settings, key).flatMap((words) => words.split(',')) : []
    return withWord(key, [...new Set([...blocked, signal])].join(','))(settings)
  }
}

function sendings(signal: string): AxisValue[] {
  return MOMENTS.filter((at) => at !== 'before-create').map((at) => ({
    word: `${signal}@${at}`,
    apply: (settings) => ({ ...settings, send: [{ signal, at, to: 'child' }] }),
  }))
}

function without(settings: RunSettings, key: string): RunSettings {
  const { [key as 'signal']: _, ...rest } = settings
  return rest
}
