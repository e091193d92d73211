/** Checks settings from outside against the catalog of the helper that will get them. Pure. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import type { HoldOrder } from '../../protocol/clientMessages.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { type KindName, type Sending, UNTIL_LET_GO, type ValueOf } from '../../protocol/settingKinds.ts'
import { settingWords } from '../../protocol/settings.ts'
import { SETTING_KEYS, SETTING_WORDS, type SettingKey } from '../../protocol/settingWords.ts'
import { refusal } from '../refusals.ts'

/** `uid`: set if it differs from the one in the settings. */
export type CheckedSettings =
  | { ok: true; argv: string[]; uid?: number | undefined; binds?: Readonly<Record<string, string>> | undefined }
  | { ok: false; refusal: Refusal }

class Refused extends Error {
  readonly refusal: Refusal
  constructor(given: Refusal) {
    super(given.message)
    this.refusal = given
  }
}

/**
 * The helper's argv for these settings, `run STRATEGY --flag value …`, without the
 * format and output options. Every word in it was checked against the catalog.
 */
export function checkSettings(settings: RunSettings, catalog: Catalog): CheckedSettings {
  try {
    return { ok: true, argv: argvOf(settings, catalog) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

export type CheckedOrder = { ok: true; line: string } | { ok: false; refusal: Refusal }

/** The order as the helper reads it. Its only word from outside is a signal that the catalog knows. */
export function checkOrder(order: HoldOrder, catalog: Catalog): CheckedOrder {
  if (order.kind === 'release') return { ok: true, line: 'release' }
  try {
    return { ok: true, line: `send ${knownSignal(order.signal, catalog, 'signal')}:${order.to}` }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function argvOf(settings: RunSettings, catalog: Catalog): string[] {
  const runnable = [...catalog.strategies, ...catalog.hazards]
  const strategy = runnable.find(({ id }) => id === settings.strategy)
  if (!strategy)
    throw unknown(
      'unknown_strategy',
      'strategy',
      settings.strategy,
      runnable.map(({ id }) => id),
      'strategy',
    )

  const place = { strategy, catalog }
  return ['run', strategy.id, ...SETTING_KEYS.flatMap((key) => wordsFor(settings, key, place).flatMap((word) => [`--${key}`, word]))]
}

/** What the values are checked against. */
interface Place {
  strategy: Strategy
  catalog: Catalog
}

/** Returns the value as the helper takes it, or throws Refused. `field`: its key on the wire. */
type Check<K extends KindName> = (value: ValueOf<K>, field: string, place: Place) => ValueOf<K>

const CHECK: { [K in KindName]: Check<K> } = {
  edition: (value, _, { strategy }) => knownEdition(value, strategy),
  choice: checkedWord,
  count: checkedNumber,
  size: checkedNumber,
  dispositions: disposed,
  inherited: disposed,
  signals: (value, field, { catalog }) => value.map((signal, at) => knownSignal(signal, catalog, `${field}.${at}`)),
  sendings: (value, field, { catalog }) => value.map((sending) => checkedSending(sending, catalog, field)),
  holds(value, field, { catalog }) {
    for (const [moment, ms] of Object.entries(value)) if (ms !== UNTIL_LET_GO) checkedValue(declaredSetting(field, catalog), String(ms), `${field}.${moment}`)
    return value
  },
  own(value, field, { strategy }) {
    for (const [key, word] of Object.entries(value)) {
      const declared = strategy.settings.find((setting) => setting.key === key)
      if (!declared) throw unknownSetting(key, strategy.settings, `${field}.${key}`)
      checkedValue(declared, word, `${field}.${key}`)
    }
    return value
  },
}

function disposed<Word extends string>(value: Record<string, Word>, field: string, { catalog }: Place): Record<string, Word> {
  return Object.fromEntries(Object.entries(value).map(([signal, word]) => [freeSignal(signal, word, catalog, `${field}.${signal}`), word]))
}

function wordsFor(settings: RunSettings, key: SettingKey, place: Place): string[] {
  const value = settings[key]
  if (value === undefined) return []
  // Sound: a check returns the type it takes, and each key names one kind.
  const check = CHECK[SETTING_WORDS[key].kind] as (value: unknown, field: string, place: Place) => unknown
  return settingWords({ [key]: check(value, key, place) }, key)
}

function checkedWord(value: string, field: string, { catalog }: Place): string {
  if (field !== 'target') return checkedValue(declaredSetting(field, catalog), value, field)
  // The catalog lists targets on their own, each with a sentence.
  const names = catalog.targets.map(({ name }) => name)
  if (!names.includes(value)) throw unknown('unknown_target', 'target', value, names, field)
  return value
}

function checkedNumber(value: number, field: string, { catalog }: Place): number {
  return Number(checkedValue(declaredSetting(field, catalog), String(value), field))
}

function checkedSending(sending: Sending, catalog: Catalog, field: string): Sending {
  if (sending.at === 'before-create' && sending.to === 'child')
    throw new Refused(refusal('bad_value', 'at before-create there is no child yet', 'send it to the parent, or later', field))
  return { ...sending, signal: knownSignal(sending.signal, catalog, field) }
}

/** A signal whose disposition can be chosen. */
function freeSignal(signal: string, disposition: string, catalog: Catalog, field: string): string {
  const name = knownSignal(signal, catalog, field)
  if (catalog.signals.some((known) => known.name === name && known.fixed))
    throw new Refused(
      refusal('bad_value', `the kernel does not let SIG${name} be ${disposition}d or handled`, 'leave it out: KILL and STOP keep their default', field),
    )
  return name
}

function declaredSetting(key: string, catalog: Catalog): Setting {
  const declared = catalog.settings.find((setting) => setting.key === key)
  if (!declared) throw unknownSetting(key, catalog.settings, key)
  return declared
}

function knownEdition(edition: string, strategy: Strategy): string {
  const names = strategy.editions.flatMap(({ name, aliases }) => [...aliases, name])
  if (!names.includes(edition)) throw unknown('unknown_edition', `edition of ${strategy.id}`, edition, names, 'edition')
  return edition
}

function knownSignal(signal: string, catalog: Catalog, field: string): string {
  const bare = signal.replace(/^SIG/, '')
  if (!catalog.signals.some(({ name }) => name === bare))
    throw unknown('unknown_signal', 'signal', signal, ['PIPE', 'INT', 'USR1', 'and the rest of signal(7)'], field)
  return bare
}

function checkedValue(setting: Setting, value: string, field: string): string {
  if (setting.kind === 'integer' || setting.kind === 'holds') {
    const number = Number(value)
    if (/^-?\d{1,12}$/.test(value) && number >= setting.min && number <= setting.max) return value
    throw wrongValue(setting, value, `give a whole number from ${setting.min} to ${setting.max}`, field)
  }
  const choices = setting.kind === 'switch' ? ['on', 'off'] : setting.kind === 'choice' ? setting.choices : []
  if (choices.includes(value)) return value
  throw wrongValue(setting, value, `give one of ${choices.join(', ')}`, field)
}

function wrongValue(setting: Setting, value: string, cure: string, field: string): Refused {
  return new Refused(refusal('bad_value', `--${setting.flag.replace(/^--/, '')} is ${JSON.stringify(value)}`, cure, field))
}

function unknownSetting(key: string, known: readonly Setting[], field: string): Refused {
  return unknown(
    'unknown_setting',
    'setting',
    key,
    known.map((setting) => setting.key),
    field,
  )
}

function unknown(code: Refusal['code'], what: string, got: string, known: readonly string[], field: string): Refused {
  const cure = known.length > 0 ? `one of ${known.join(', ')}` : 'leave it out: none exists'
  return new Refused(refusal(code, `no ${what} ${JSON.stringify(got)}`, cure, field))
}
