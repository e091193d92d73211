/** The words of a run's settings, as a command line and a link have them. Pure. */
import type { RunSettings } from './runSettings.ts'
import { KINDS, type Kind, UNTIL_LET_GO } from './settingKinds.ts'
import { SETTING_WORDS, type SettingKey } from './settingWords.ts'

/** Whether the run stands still at some moment until a person lets its child go. */
export function waitsForPerson({ hold = {} }: Partial<RunSettings>): boolean {
  return Object.values(hold).includes(UNTIL_LET_GO)
}

/** The words of one setting, as a command line has them after its flag and a link after its key; none if it is not set. */
export function settingWords(settings: Partial<RunSettings>, key: SettingKey): string[] {
  const value = settings[key]
  return value === undefined ? [] : kindOf(key).spell(value)
}

/** What two runs with an equal value of this setting have in common. Sorted, because the order means nothing. */
export function settingParts(settings: Partial<RunSettings>, key: SettingKey): string[] {
  const value = settings[key]
  const { spell, parts = spell } = kindOf(key)
  return value === undefined ? [] : parts(value).toSorted()
}

/** Adds a word to the settings; undefined if its form is wrong. */
export function withSettingWord<S extends Partial<RunSettings>>(settings: S, key: SettingKey, text: string): S | undefined {
  const value = kindOf(key).read(text, settings[key])
  return value === undefined ? undefined : { ...settings, [key]: value }
}

/** The unit that the command line appends to a word, for its reader. */
export function settingUnit(key: SettingKey): string {
  return kindOf(key).unit ?? ''
}

/** The cast is sound, because the schema above comes from the same row. The compiler cannot see that. */
const kindOf = (key: SettingKey): Kind<unknown> => KINDS[SETTING_WORDS[key].kind] as Kind<unknown>
