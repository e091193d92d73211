/** Puts one flag of a command line and its value into the settings, as the flag's declaration says. Pure. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import { MOMENTS } from '../../protocol/events.ts'
import { nearest } from '../../protocol/nearest.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { DISPOSITIONS, INHERITED, type KindName, MAX_SENDS, SIDES, UNTIL_LET_GO, type ValueOf } from '../../protocol/settingKinds.ts'
import { isSettingKey, SETTING_WORDS, settingRow } from '../../protocol/settingWords.ts'
import { Refused } from './commandFault.ts'

/** Where a value stands: its flag, and the declarations that check the value. */
interface Place {
  flag: string
  strategy: Strategy
  catalog: Catalog
}

/** Returns `before` with the value added, or throws Refused. */
type Take<K extends KindName> = (value: string, before: ValueOf<K> | undefined, place: Place) => ValueOf<K>

const TAKE: { [K in KindName]: Take<K> } = {
  edition: (value, _, { flag, strategy }) => oneOf(value, editionNames(strategy), flag),
  choice: (value, _, { flag, catalog }) => checked(declared(flag, catalog), value),
  count: (value, _, { flag, catalog }) => Number(checked(declared(flag, catalog), value)),
  size: (value, _, { flag, catalog }) => megabytesOf(value, declared(flag, catalog)),
  dispositions: (value, before, place) => ({ ...before, ...disposed(value, DISPOSITIONS, place) }),
  inherited: (value, before, place) => ({ ...before, ...disposed(value, INHERITED, place) }),
  signals: (value, before = [], { flag, catalog }) => [...new Set([...before, ...value.split(',').map((name) => signalOf(name, catalog, flag))])],
  sendings(value, before = [], { flag, catalog }) {
    const [signal = '', rest = ''] = value.split('@')
    const [moment = '', side = 'child'] = rest.split(':')
    const sent = { signal: signalOf(signal, catalog, flag), at: oneOf(moment, MOMENTS, flag), to: oneOf(side, SIDES, flag) }
    if (sent.at === 'before-create' && sent.to === 'child') throw new Refused('no_child_yet', value, [`${value.split(':')[0]}:parent`], flag)
    if (before.length >= MAX_SENDS) throw new Refused('too_many', value, [String(MAX_SENDS)], flag)
    return [...before, sent]
  },
  holds(value, before, { flag, catalog }) {
    const [moment = '', ms = ''] = value.split('=')
    const at = oneOf(moment, MOMENTS, flag)
    return { ...before, [at]: ms === UNTIL_LET_GO ? ms : Number(checked(declared(flag, catalog), ms)) }
  },
  own: (value, before, { strategy }) => ({ ...before, ...ownSetting(value, strategy) }),
}

/** `PIPE=ignore` as a signal that may have one of these dispositions. */
function disposed<Word extends string>(value: string, words: readonly Word[], { flag, catalog }: Place): Record<string, Word> {
  const [signal = '', disposition = ''] = value.split('=')
  const name = signalOf(signal, catalog, flag)
  if (catalog.signals.some((known) => known.name === name && known.fixed)) throw new Refused('fixed_signal', name, [], flag)
  return { [name]: oneOf(disposition, words, flag) }
}

/** Changes the settings, or throws Refused. */
export function takeFlag(settings: RunSettings, flag: string, value: string | undefined, strategy: Strategy, catalog: Catalog): void {
  if (value === undefined || value === '') throw new Refused('missing_value', flag, examplesOf(flag, strategy, catalog), flag)
  const key = flag.replace(/^--/, '')
  if (!isSettingKey(key)) throw unknownFlag(flag, catalog)
  // Safe: a key names one kind, and each kind takes and returns the same type.
  const take = TAKE[SETTING_WORDS[key].kind] as (value: string, before: unknown, place: Place) => unknown
  Object.assign(settings, { [key]: take(value, settings[key], { flag, strategy, catalog }) })
}

const editionNames = ({ editions }: Strategy): string[] => editions.flatMap(({ name, aliases }) => [...aliases, name])

function unknownFlag(flag: string, catalog: Catalog): Refused {
  return new Refused(
    'unknown_flag',
    flag,
    catalog.settings.map((setting) => setting.flag),
  )
}

/** The values that fit after a flag, for completion and for cures. */
export function examplesOf(flag: string, strategy: Strategy | undefined, catalog: Catalog): string[] {
  if (flag === '--edition') return strategy ? editionNames(strategy) : []
  if (flag === '--set') return (strategy?.settings ?? []).flatMap((setting) => valuesOf(setting).map((value) => `${setting.key}=${value}`))
  const setting = catalog.settings.find((one) => one.flag === flag)
  if (!setting) return []
  const signals = catalog.signals.map(({ name }) => name)
  switch (setting.kind) {
    case 'dispositions':
      return catalog.signals.filter(({ fixed }) => !fixed).flatMap(({ name }) => setting.choices.map((disposition) => `${name}=${disposition}`))
    case 'signals':
      return signals
    case 'sends':
      return signals.flatMap((name) => setting.choices.map((moment) => `${name}@${moment}${moment === 'before-create' ? ':parent' : ''}`))
    case 'holds':
      return setting.choices.flatMap((moment) => [`${moment}=500`, `${moment}=${UNTIL_LET_GO}`])
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
      return [...(settingRow(setting.key)?.examples ?? [String(setting.fallback ?? setting.min)])]
    default:
      return []
  }
}

function ownSetting(value: string, strategy: Strategy): Record<string, string> {
  const equals = value.indexOf('=')
  const key = equals === -1 ? value : value.slice(0, equals)
  const setting = strategy.settings.find((one) => one.key === key)
  const known = strategy.settings.map((one) => one.key)
  if (!setting) throw new Refused('unknown_setting', key, nearest(key, known), '--set')
  return { [key]: checked(setting, equals === -1 ? '' : value.slice(equals + 1)) }
}

/** The value as given, if the declaration accepts it. */
function checked(setting: Setting, value: string): string {
  if (setting.kind === 'integer' || setting.kind === 'holds') {
    if (/^\d{1,9}$/.test(value) && Number(value) >= setting.min && Number(value) <= setting.max) return String(Number(value))
    throw new Refused('not_a_number', value, [`${setting.min}`, `${setting.max}`], setting.flag === '--set' ? setting.key : setting.flag)
  }
  return oneOf(value, valuesOf(setting), setting.flag === '--set' ? setting.key : setting.flag)
}

function declared(flag: string, catalog: Catalog): Setting {
  const setting = catalog.settings.find((one) => one.flag === flag)
  if (!setting) throw unknownFlag(flag, catalog)
  return setting
}

/** 64, 64M, 1G, 512K → MB, the unit of the wire. */
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
