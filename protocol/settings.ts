/** The settings of a run on the wire. checkSettings in the server checks against the catalog whether the names exist. */
import * as z from 'zod/mini'
import { OwnRun } from './own.ts'
import { KINDS, type Kind, UNTIL_LET_GO, word } from './settingKinds.ts'
import { SETTING_KEYS, SETTING_WORDS, type SettingKey, type SettingValue } from './settingWords.ts'

type Schemas = { [K in SettingKey]: z.ZodMiniOptional<z.ZodMiniType<SettingValue<K>>> }

/** Each row of settingWords.ts as an optional key. */
const settings = Object.fromEntries(SETTING_KEYS.map((key) => [key, z.optional(KINDS[SETTING_WORDS[key].kind].schema as z.ZodMiniType)])) as unknown as Schemas

export const RunSettings = z.strictObject({
  strategy: word,
  /** Run the real program instead of ours, under this setting of its own. No other setting is then allowed. */
  specimen: z.optional(word),
  /** Run a visitor's own compiled program. The strategy is then `own`, and only signals can be set. */
  own: z.optional(OwnRun),
  ...settings,
})
export type RunSettings = z.infer<typeof RunSettings>

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
