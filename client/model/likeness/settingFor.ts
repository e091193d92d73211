/** Which setting of a real program the page's settings ask for. Pure. */
import { type RunSettings, settingParts } from '../../../protocol/settings.ts'
import { SETTING_KEYS, SETTING_WORDS, settingRow } from '../../../protocol/settingWords.ts'
import type { Specimen } from '../../../protocol/specimen.ts'
import { settingsOf } from './settingsOf.ts'

type Shared = Omit<RunSettings, 'strategy' | 'edition'>

/** A real program has the settings its language can make; `fits` is false where none of them is what was asked, and it runs plain. */
export interface SettingFor {
  name: string
  fits: boolean
}

export function settingFor(wanted: Shared, { settings }: Specimen): SettingFor {
  const all = settings.filter(({ build }) => build === undefined).map(({ name, ours }) => ({ name, ours: settingsOf(ours) }))
  // Where a program cares who its user is, its settings name one, and the one that names none is run by root.
  const cares = all.some(({ ours }) => ours.uid !== undefined)
  const word = spelled(wanted, cares && wanted.uid === 0)
  const found = all.find(({ ours }) => spelled(ours, cares && !ours.uid) === word)
  return { name: found?.name ?? 'plain', fits: found !== undefined }
}

/** How long a run may last is no setting of the program, and of ordinary users one is as good as another. */
function spelled(settings: Shared, root: boolean): string {
  const compared = COMPARED.filter((key) => key !== 'edition').map((key) => {
    return [key, settingParts(settings, key).filter((word) => word !== settingRow(key)?.quiet)]
  })
  return JSON.stringify([root, ...compared.filter(([, words]) => words?.length)])
}

const COMPARED = SETTING_KEYS.filter((key) => SETTING_WORDS[key].standsIn === 'no')
