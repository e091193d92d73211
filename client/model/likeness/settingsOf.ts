/** Converts a specimen's words for our setting to the settings of the wire. Pure. */

import type { RunSettings } from '../../../protocol/runSettings.ts'
import { withSettingWord } from '../../../protocol/settings.ts'
import { isSettingKey } from '../../../protocol/settingWords.ts'

type Shared = Omit<RunSettings, 'strategy'>

/** Throws if a word is no setting of a run, or has a wrong value. That is a fault in content/. */
export function settingsOf(words: readonly string[]): Shared {
  let settings: Shared = {}
  for (let at = 0; at < words.length; at += 2) {
    const [flag = '', value = ''] = words.slice(at, at + 2)
    const key = flag.replace(/^--/, '')
    const taken = isSettingKey(key) ? withSettingWord(settings, key, value) : undefined
    if (!taken)
      throw new Error(`a specimen's setting has ${flag} ${value}, which is no setting of a run. Cure: a flag and a value as spawnscope run takes them`)
    settings = taken
  }
  return settings
}
