/** Settings from outside against the catalog of the helper that will get them. Pure. */
import type { Catalog, Setting, Strategy } from '../../protocol/catalog.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { refusal } from '../refusals.ts'

/** `uid`: where it is not the settings'. */
export type Checked = { ok: true; argv: string[]; uid?: number | undefined } | { ok: false; refusal: Refusal }

class Refused extends Error {
  readonly refusal: Refusal
  constructor(given: Refusal) {
    super(given.message)
    this.refusal = given
  }
}

/**
 * The helper's argv for these settings, `run STRATEGY --flag value …`, without the
 * format and output options. Every word in it was matched against the catalog.
 */
export function checkSettings(settings: RunSettings, catalog: Catalog): Checked {
  try {
    return { ok: true, argv: argvOf(settings, catalog) }
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

  const argv = ['run', strategy.id]
  if (settings.edition !== undefined) argv.push('--edition', knownEdition(settings.edition, strategy))
  for (const [signal, disposition] of Object.entries(settings.signal ?? {})) {
    const field = `signal.${signal}`
    const name = knownSignal(signal, catalog, field)
    if (catalog.signals.some((known) => known.name === name && known.fixed))
      throw new Refused(
        refusal('bad_value', `the kernel does not let SIG${name} be ${disposition}d or handled`, 'leave it out: KILL and STOP keep their default', field),
      )
    argv.push('--signal', `${name}=${disposition}`)
  }
  const blocked = (settings.block ?? []).map((signal, at) => knownSignal(signal, catalog, `block.${at}`))
  if (blocked.length > 0) argv.push('--block', blocked.join(','))
  if (settings.target !== undefined) {
    const names = catalog.targets.map(({ name }) => name)
    if (!names.includes(settings.target)) throw unknown('unknown_target', 'target', settings.target, names, 'target')
    argv.push('--target', settings.target)
  }
  for (const { signal, at, to } of settings.send ?? []) {
    if (at === 'before-create' && to === 'child')
      throw new Refused(refusal('bad_value', 'before-create there is no child yet', 'send it to the parent, or later', 'send'))
    argv.push('--send', `${knownSignal(signal, catalog, 'send')}@${at}:${to}`)
  }
  for (const [moment, ms] of Object.entries(settings.hold ?? {}))
    argv.push('--hold', `${moment}=${checkedValue(declaredSetting('hold', catalog), String(ms), `hold.${moment}`)}`)
  for (const key of ['name', 'cwd', 'path', 'uid', 'memory', 'threads', 'timeout', 'max-events'] as const) {
    const value = settings[key]
    if (value !== undefined) argv.push(`--${key}`, checkedValue(declaredSetting(key, catalog), String(value), key))
  }
  for (const [key, value] of Object.entries(settings.set ?? {})) {
    const declared = strategy.settings.find((setting) => setting.key === key)
    if (!declared) throw unknownSetting(key, strategy.settings, `set.${key}`)
    argv.push('--set', `${key}=${checkedValue(declared, value, `set.${key}`)}`)
  }
  return argv
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
    throw new Refused(refusal('bad_value', `${setting.flag} is ${JSON.stringify(value)}`, `give a whole number from ${setting.min} to ${setting.max}`, field))
  }
  const choices = setting.kind === 'switch' ? ['on', 'off'] : setting.kind === 'choice' ? setting.choices : []
  if (choices.includes(value)) return value
  throw new Refused(refusal('bad_value', `${setting.flag} is ${JSON.stringify(value)}`, `give one of ${choices.join(', ')}`, field))
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
  const cure = known.length > 0 ? `one of ${known.join(', ')}` : 'leave it out: there is none'
  return new Refused(refusal(code, `no ${what} ${JSON.stringify(got)}`, cure, field))
}
