/** One flag of a command line and its value, put into the settings as its declaration says. Pure. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import { MOMENTS } from '../../protocol/events.ts'
import { DISPOSITIONS, MAX_SENDS, type RunSettings } from '../../protocol/settings.ts'
import { nearest, Refused } from './commandFault.ts'

const SIDES = ['child', 'parent'] as const

/** Changes the settings, or throws Refused. */
export function takeFlag(settings: RunSettings, flag: string, value: string | undefined, strategy: Strategy, catalog: Catalog): void {
  if (value === undefined || value === '') throw new Refused('missing_value', flag, examplesOf(flag, strategy, catalog), flag)
  switch (flag) {
    case '--edition':
      settings.edition = oneOf(
        value,
        strategy.editions.flatMap(({ name, aliases }) => [...aliases, name]),
        flag,
      )
      return
    case '--set':
      takeOwn(settings, value, strategy)
      return
    case '--signal': {
      const [signal = '', disposition = ''] = value.split('=')
      const name = signalOf(signal, catalog, flag)
      if (catalog.signals.some((known) => known.name === name && known.fixed)) throw new Refused('fixed_signal', name, [], flag)
      settings.signal = { ...settings.signal, [name]: oneOf(disposition, DISPOSITIONS, flag) }
      return
    }
    case '--block': {
      const names = value.split(',').map((name) => signalOf(name, catalog, flag))
      settings.block = [...new Set([...(settings.block ?? []), ...names])]
      return
    }
    case '--send': {
      const [signal = '', rest = ''] = value.split('@')
      const [moment = '', side = 'child'] = rest.split(':')
      const sent = { signal: signalOf(signal, catalog, flag), at: oneOf(moment, MOMENTS, flag), to: oneOf(side, SIDES, flag) }
      if (sent.at === 'before-create' && sent.to === 'child') throw new Refused('no_child_yet', value, [`${value.split(':')[0]}:parent`], flag)
      if ((settings.send?.length ?? 0) >= MAX_SENDS) throw new Refused('too_many', value, [String(MAX_SENDS)], flag)
      settings.send = [...(settings.send ?? []), sent]
      return
    }
    case '--hold': {
      const [moment = '', ms = ''] = value.split('=')
      settings.hold = { ...settings.hold, [oneOf(moment, MOMENTS, flag)]: Number(checked(declared(flag, catalog), ms)) }
      return
    }
    case '--memory':
      settings.memory = megabytesOf(value, declared(flag, catalog))
      return
    case '--target':
    case '--name':
    case '--cwd':
    case '--path':
      settings[WORD_KEYS[flag]] = checked(declared(flag, catalog), value)
      return
    case '--uid':
    case '--threads':
    case '--timeout':
    case '--max-events':
      settings[NUMBER_KEYS[flag]] = Number(checked(declared(flag, catalog), value))
      return
    default:
      throw new Refused(
        'unknown_flag',
        flag,
        catalog.settings.map((setting) => setting.flag),
      )
  }
}

const WORD_KEYS = { '--target': 'target', '--name': 'name', '--cwd': 'cwd', '--path': 'path' } as const
const NUMBER_KEYS = { '--uid': 'uid', '--threads': 'threads', '--timeout': 'timeout', '--max-events': 'max-events' } as const

/** What can stand after a flag, for completion and for cures. */
export function examplesOf(flag: string, strategy: Strategy | undefined, catalog: Catalog): string[] {
  if (flag === '--edition') return strategy?.editions.flatMap(({ name, aliases }) => [...aliases, name]) ?? []
  if (flag === '--set') return (strategy?.settings ?? []).flatMap((setting) => valuesOf(setting).map((value) => `${setting.key}=${value}`))
  const setting = catalog.settings.find((one) => one.flag === flag)
  if (!setting) return []
  const signals = catalog.signals.map(({ name }) => name)
  switch (setting.kind) {
    case 'dispositions':
      return catalog.signals.filter(({ fixed }) => !fixed).flatMap(({ name }) => DISPOSITIONS.map((disposition) => `${name}=${disposition}`))
    case 'signals':
      return signals
    case 'sends':
      return signals.flatMap((name) => setting.choices.map((moment) => `${name}@${moment}${moment === 'before-create' ? ':parent' : ''}`))
    case 'holds':
      return setting.choices.map((moment) => `${moment}=500`)
    default:
      return valuesOf(setting)
  }
}

function valuesOf(setting: Setting): string[] {
  switch (setting.kind) {
    case 'switch':
      return ['on', 'off']
    case 'choice':
      return setting.choices
    case 'integer':
      return setting.key === 'memory' ? ['16M', '64M', '256M', '1G'] : [String(setting.fallback ?? setting.min)]
    default:
      return []
  }
}

function takeOwn(settings: RunSettings, value: string, strategy: Strategy): void {
  const equals = value.indexOf('=')
  const key = equals === -1 ? value : value.slice(0, equals)
  const setting = strategy.settings.find((one) => one.key === key)
  if (!setting)
    throw new Refused(
      'unknown_setting',
      key,
      nearest(
        key,
        strategy.settings.map((one) => one.key),
      ),
      '--set',
    )
  settings.set = { ...settings.set, [key]: checked(setting, equals === -1 ? '' : value.slice(equals + 1)) }
}

/** The value as it was given, if the declaration takes it. */
function checked(setting: Setting, value: string): string {
  if (setting.kind === 'integer' || setting.kind === 'holds') {
    if (/^\d{1,9}$/.test(value) && Number(value) >= setting.min && Number(value) <= setting.max) return String(Number(value))
    throw new Refused('not_a_number', value, [`${setting.min}`, `${setting.max}`], setting.flag === '--set' ? setting.key : setting.flag)
  }
  return oneOf(value, valuesOf(setting), setting.flag === '--set' ? setting.key : setting.flag)
}

function declared(flag: string, catalog: Catalog): Setting {
  const setting = catalog.settings.find((one) => one.flag === flag)
  if (!setting)
    throw new Refused(
      'unknown_flag',
      flag,
      catalog.settings.map((one) => one.flag),
    )
  return setting
}

/** 64, 64M, 1G, 512K: the wire counts in MB. */
function megabytesOf(value: string, setting: Setting): number {
  const [, digits, unit = 'M'] = /^(\d{1,7})([KMG])?$/i.exec(value) ?? []
  const number = digits === undefined ? '' : Number(digits) * { K: 1 / 1024, M: 1, G: 1024 }[unit.toUpperCase() as 'K' | 'M' | 'G']
  return Number(checked(setting, number === '' ? value : String(Math.floor(number))))
}

function signalOf(word: string, catalog: Catalog, flag: string): string {
  const name = word
    .toUpperCase()
    .replace(/^SIG/, '')
    .replace(/^RTMIN\+0*(\d+)$/, (_, n: string) => (Number(n) === 0 ? 'RTMIN' : `RT_${n}`))
  const known = catalog.signals.find((signal) => signal.name === name)
  if (!known)
    throw new Refused(
      'unknown_signal',
      word,
      nearest(
        name,
        catalog.signals.map((signal) => signal.name),
      ),
      flag,
    )
  return known.name
}

function oneOf<T extends string>(word: string, known: readonly T[], flag: string): T {
  const found = known.find((one) => one === word)
  if (found === undefined) throw new Refused('unknown_value', word, nearest(word, known), flag)
  return found
}
