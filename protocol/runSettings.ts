/** The settings of a run on the wire. checkSettings in the server checks against the catalog whether the names exist. */
import * as z from 'zod/mini'
import { decoder } from './decoder.ts'
import { OwnRun } from './ownRun.ts'
import { KINDS, word } from './settingKinds.ts'
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

/** The body of POST /api/runs. */
export const decodeRunSettings = decoder(RunSettings)
