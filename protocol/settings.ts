/** What a run is asked for, on the wire. Whether the names exist is checked against the catalog, by checkSettings. */
import * as z from 'zod/mini'
import { KINDS, type Kind, word } from './settingKinds.ts'
import { SETTING_KEYS, SETTING_WORDS, type SettingKey, type SettingValue } from './settingWords.ts'

type Schemas = { [K in SettingKey]: z.ZodMiniOptional<z.ZodMiniType<SettingValue<K>>> }

/** Each row of settingWords.ts as an optional key. */
const settings = Object.fromEntries(SETTING_KEYS.map((key) => [key, z.optional(KINDS[SETTING_WORDS[key].kind].schema as z.ZodMiniType)])) as unknown as Schemas

export const RunSettings = z.strictObject({
  strategy: word,
  /** The real program in place of ours, under this setting of its own; then nothing else is taken. */
  specimen: z.optional(word),
  ...settings,
})
export type RunSettings = z.infer<typeof RunSettings>

/** The words of one setting as a command line has them after its flag, and a link behind its key; none where it is left out. */
export function settingWords(settings: Partial<RunSettings>, key: SettingKey): string[] {
  const value = settings[key]
  return value === undefined ? [] : kindOf(key).spell(value)
}

/** What two runs must share in this setting to ask for the same: sorted, for the order says nothing. */
export function settingParts(settings: Partial<RunSettings>, key: SettingKey): string[] {
  const value = settings[key]
  const { spell, parts = spell } = kindOf(key)
  return value === undefined ? [] : parts(value).toSorted()
}

/** The settings with what the word says put in; undefined where its form is wrong. */
export function withSettingWord<S extends Partial<RunSettings>>(settings: S, key: SettingKey, text: string): S | undefined {
  const value = kindOf(key).read(text, settings[key])
  return value === undefined ? undefined : { ...settings, [key]: value }
}

/** What the command line appends to a word of it, for its reader. */
export function settingUnit(key: SettingKey): string {
  return kindOf(key).unit ?? ''
}

/** The compiler does not follow which kind belongs to which key: the schema above is made of the same row. */
const kindOf = (key: SettingKey): Kind<unknown> => KINDS[SETTING_WORDS[key].kind] as Kind<unknown>
