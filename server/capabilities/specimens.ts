/**
 * The real programs that `npm run specimens` has built here. Only these run, each under the settings stored with it, and with
 * signals that the visitor names. A visitor only chooses among what the manifest and the catalog list: no text of a visitor
 * reaches the command line.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Catalog } from '../../protocol/catalog.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { BuiltSpecimens } from '../../protocol/specimen.ts'
import { inheritOptions, refusedWord, SIGNAL_SETTINGS, type SignalWord, signalSettings, signalWords, spellWord } from '../../protocol/specimenSignals.ts'
import { refusal } from '../refusals.ts'
import { type CheckedSettings, checkSettings } from './checkSettings.ts'

/** Empty if nothing was built, or if another release built it. */
export function builtSpecimens(helper: string): BuiltSpecimens {
  try {
    return BuiltSpecimens.parse(JSON.parse(readFileSync(path.join(path.dirname(helper), 'app/specimens/specimens.json'), 'utf8')))
  } catch {
    return []
  }
}

export function offered(specimens: BuiltSpecimens): NonNullable<Catalog['specimens']> {
  return specimens.map(({ strategy, runtime, version, settings }) => ({ strategy, runtime, version, settings: settings.map(({ name }) => name) }))
}

export function checkSpecimen({ strategy, specimen, ...more }: RunSettings, specimens: BuiltSpecimens, catalog: Catalog): CheckedSettings {
  const found = specimens.find((one) => one.strategy === strategy)
  if (!found) {
    const names = specimens.map((one) => one.strategy).join(', ')
    const cure = names === '' ? 'install its toolchain, then npm run specimens' : `one of ${names}; for others install the toolchain, then npm run specimens`
    return { ok: false, refusal: refusal('unknown_strategy', `there is no real program of ${JSON.stringify(strategy)} here`, cure, 'strategy') }
  }
  const other = Object.keys(more).find((key) => !TAKEN.has(key))
  if (other !== undefined)
    return {
      ok: false,
      refusal: refusal(
        'unknown_setting',
        `a real program does not take ${other}`,
        `leave it out: besides its own setting it takes ${SIGNAL_SETTINGS.join(', ')}`,
        other,
      ),
    }
  const setting = found.settings.find(({ name }) => name === specimen)
  if (!setting) {
    const names = found.settings.map(({ name }) => name).join(', ')
    return { ok: false, refusal: refusal('unknown_setting', `no specimen setting ${JSON.stringify(specimen)}`, `one of ${names}`, 'specimen') }
  }
  const asked = signalSettings(more)
  // Our strategy checks the names of signals, and which of them may be changed, by the same rules.
  const checked = checkSettings({ strategy: 'fork', ...asked }, catalog)
  if (!checked.ok) return checked
  const refused = refusedWord(asked, found.takes)
  if (refused) return { ok: false, refusal: cannot(found.runtime, refused) }
  const [command = 'trace', ...rest] = setting.argv
  const argv = [command, ...inheritOptions(asked), ...rest, ...signalWords(asked).map(spellWord)]
  return { ok: true, argv, uid: setting.uid ?? undefined }
}

const TAKEN = new Set<string>(SIGNAL_SETTINGS)

function cannot(runtime: string, { does, signal }: SignalWord): Refusal {
  if (does === 'block')
    return refusal(
      'bad_value',
      `the real ${runtime} program cannot block SIG${signal} by itself`,
      `start it so, by inherit-block, or leave ${signal} out`,
      'block',
    )
  return refusal(
    'bad_value',
    `the real ${runtime} program cannot set SIG${signal} to ${does} by itself`,
    `start it so, by inherit, or leave ${signal} out`,
    'signal',
  )
}
