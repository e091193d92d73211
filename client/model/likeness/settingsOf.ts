/** The words of a specimen's setting for ours, as the wire's settings. Pure. */
import type { RunSettings } from '../../../protocol/settings.ts'

type Shared = Omit<RunSettings, 'strategy'>

/** Only the flags that specimens use; another is a fault of content/, and said. */
export function settingsOf(words: readonly string[]): Shared {
  const settings: Shared = {}
  for (let at = 0; at < words.length; at += 2) {
    const [flag = '', value = ''] = words.slice(at, at + 2)
    const [key = '', of = ''] = value.split('=')
    switch (flag) {
      case '--target':
      case '--name':
      case '--cwd':
      case '--path':
        settings[flag.slice(2) as 'target'] = value
        break
      case '--signal':
        settings.signal = { ...settings.signal, [key]: of as 'ignore' }
        break
      case '--block':
        settings.block = value.split(',')
        break
      case '--uid':
        settings.uid = Number(value)
        break
      case '--set':
        settings.set = { ...settings.set, [key]: of }
        break
      default:
        throw new Error(`a specimen's setting has ${flag}, which settingsOf does not know`)
    }
  }
  return settings
}
