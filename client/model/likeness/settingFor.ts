/** Finds the setting of a real program that the page's settings ask for. Pure. */

import type { RunSettings } from '../../../protocol/runSettings.ts'
import { settingParts } from '../../../protocol/settings.ts'
import { SETTING_KEYS, SETTING_WORDS, settingRow } from '../../../protocol/settingWords.ts'
import type { Specimen } from '../../../protocol/specimen.ts'
import { refusedWord, type SignalSettings, signalSettings } from '../../../protocol/specimenSignals.ts'
import { settingsOf } from './settingsOf.ts'

type Shared = Omit<RunSettings, 'strategy' | 'edition'>

/**
 * A real program has only the settings that its language offers. `fits` is false if none matches; then the program runs plain.
 * `signals`: what the program is started with or told besides, because its setting does not say it.
 */
export interface SettingFor {
  name: string
  fits: boolean
  signals?: SignalSettings
}

export function settingFor(wanted: Shared, { settings, takes }: Specimen): SettingFor {
  const all = settings.filter(({ build }) => build === undefined).map(({ name, ours }) => ({ name, ours: settingsOf(ours) }))
  // If the user matters to a program, its settings name one, and root runs the setting that names none.
  const cares = all.some(({ ours }) => ours.uid !== undefined)
  const named = (asked: Shared): string | undefined => {
    const word = spelled(asked, cares && asked.uid === 0)
    return all.find(({ ours }) => spelled(ours, cares && !ours.uid) === word)?.name
  }
  const whole = named(wanted)
  if (whole !== undefined) return { name: whole, fits: true }
  const signals = signalSettings(wanted)
  const rest = named(withoutSignals(wanted))
  if (rest === undefined || refusedWord(signals, takes)) return { name: 'plain', fits: false }
  return { name: rest, fits: true, signals }
}

function withoutSignals({ signal: _, block: __, inherit: ___, 'inherit-block': ____, ...rest }: Shared): Shared {
  return rest
}

/** Ignores the time limit, which is no setting of the program, and treats all ordinary users alike. */
function spelled(settings: Shared, root: boolean): string {
  const compared = COMPARED.filter((key) => key !== 'edition').map((key) => {
    return [key, settingParts(settings, key).filter((word) => word !== settingRow(key)?.quiet)]
  })
  return JSON.stringify([root, ...compared.filter(([, words]) => words?.length)])
}

const COMPARED = SETTING_KEYS.filter((key) => SETTING_WORDS[key].standsIn === 'no')
