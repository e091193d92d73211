/** A setting is said once: what one row says reaches the link, the command line, the server and the helper's catalog. */
import { describe, expect, it } from 'vitest'
import { commandOf } from '../client/model/command.ts'
import { linkOf, readLink } from '../client/model/link.ts'
import { parseCommand } from '../client/model/parseCommand.ts'
import { catalog } from '../client/model/testing/catalog.ts'
import { checkSettings } from '../server/capabilities/checkSettings.ts'
import type { Setting } from './catalog.ts'
import { RunSettings } from './runSettings.ts'
import { SETTING_KEYS, SETTING_WORDS, type SettingKey, SHARED_KEYS, settingRow } from './settingWords.ts'

/** A value that the catalog takes, and that is not what is meant when nothing is said. */
function sampleOf(key: SettingKey, declared: Setting | undefined): unknown {
  switch (SETTING_WORDS[key].kind) {
    case 'edition':
      return 'article'
    case 'dispositions':
      return { PIPE: 'ignore', INT: 'handle' }
    case 'inherited':
      return { PIPE: 'ignore', INT: 'default' }
    case 'signals':
      return ['USR1', 'RT_3']
    case 'sendings':
      return [{ signal: 'USR1', at: 'child-start', to: 'child' }]
    case 'holds':
      return { 'before-exec': 300 }
    case 'own':
      return { set_uid: 'on' }
    case 'choice':
      return declared?.kind === 'choice' ? declared.choices.find((choice) => choice !== settingRow(key)?.quiet) : undefined
    case 'count':
    case 'size':
      return declared?.kind === 'integer' ? declared.min + 10 : undefined
  }
}

const declaredOf = (key: SettingKey): Setting | undefined => catalog.settings.find((setting) => setting.key === key)
const settingsWith = (key: SettingKey) => RunSettings.parse({ strategy: 'ruby', [key]: sampleOf(key, declaredOf(key)) })

describe('the rows of settings', () => {
  it('are those that the helper declares, and what a strategy chooses for itself', () => {
    const own = SETTING_KEYS.filter((key) => SETTING_WORDS[key].of === 'strategy')
    expect([...own, ...catalog.settings.map(({ key }) => key)].toSorted()).toEqual([...SETTING_KEYS].toSorted())
  })
  it.each(SETTING_KEYS)('%s is spelt by the command line, and read from it', (key) => {
    const settings = settingsWith(key)
    const command = commandOf(settings)
    expect(command).toContain(` --${key} `)
    expect(parseCommand(command, catalog)).toEqual({ ok: true, command: { kind: 'run', settings } })
  })
  it.each(SHARED_KEYS)('%s is in a link, and read from it', (key) => {
    const { strategy: _, ...shared } = settingsWith(key)
    expect(readLink(linkOf({ settings: shared }))).toEqual({ ok: true, state: { settings: shared } })
  })
  it.each(SETTING_KEYS)('%s reaches the helper', (key) => {
    const checked = checkSettings(settingsWith(key), catalog)
    expect(checked).toMatchObject({ ok: true })
    expect(checked.ok && checked.argv).toContain(`--${key}`)
  })
})
