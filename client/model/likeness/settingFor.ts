/** Finds the setting of a real program that the page's settings ask for. Pure. */
import { type RunSettings, settingParts } from '../../../protocol/settings.ts'
import { SETTING_KEYS, SETTING_WORDS, settingRow } from '../../../protocol/settingWords.ts'
import type { Specimen } from '../../../protocol/specimen.ts'
import { settingsOf } from './settingsOf.ts'

type Shared = Omit<RunSettings, 'strategy' | 'edition'>

/** A real program has only the settings that its language offers. `fits` is false if none matches; then the program runs plain. */
export interface SettingFor {
  name: string
  fits: boolean
}

export function settingFor(wanted: Shared, { settings }: Specimen): SettingFor {
  const all = settings.filter(({ build }) => build === undefined).map(({ name, ours }) => ({ name, ours: settingsOf(ours) }))
  // If the user matters to a program, its settings name one, and root runs the setting that names none.
  const cares = all.some(({ ours }) => ours.uid !== undefined)
  const word = spelled(wanted, cares && wanted.uid === 0)
  const found = all.find(({ ours }) => spelled(ours, cares && !ours.uid) === word)
  return { name: found?.name ?? 'plain', fits: found !== undefined }
}

/** Ignores the time limit, which is no setting of the program, and treats all ordinary users alike. */
function spelled(settings: Shared, root: boolean): string {
  const compared = COMPARED.filter((key) => key !== 'edition').map((key) => {
    return [key, settingParts(settings, key).filter((word) => word !== settingRow(key)?.quiet)]
  })
  return JSON.stringify([root, ...compared.filter(([, words]) => words?.length)])
}

const COMPARED = SETTING_KEYS.filter((key) => SETTING_WORDS[key].standsIn === 'no')
