/**
 * The real programs that `npm run specimens` has built here. Only these run, each under the settings stored with it.
 * A visitor only chooses among them: no text of a visitor reaches the command line.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Catalog } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { BuiltSpecimens } from '../../protocol/specimen.ts'
import { refusal } from '../refusals.ts'
import type { CheckedSettings } from './checkSettings.ts'

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

export function checkSpecimen({ strategy, specimen, ...more }: RunSettings, specimens: BuiltSpecimens): CheckedSettings {
  const found = specimens.find((one) => one.strategy === strategy)
  if (!found) {
    const names = specimens.map((one) => one.strategy).join(', ')
    const cure = names === '' ? 'install its toolchain, then npm run specimens' : `one of ${names}; for others install the toolchain, then npm run specimens`
    return { ok: false, refusal: refusal('unknown_strategy', `there is no real program of ${JSON.stringify(strategy)} here`, cure, 'strategy') }
  }
  const other = Object.keys(more)[0]
  if (other !== undefined)
    return {
      ok: false,
      refusal: refusal('unknown_setting', `a real program does not take ${other}`, 'leave it out: the specimen setting decides everything', other),
    }
  const setting = found.settings.find(({ name }) => name === specimen)
  if (!setting) {
    const names = found.settings.map(({ name }) => name).join(', ')
    return { ok: false, refusal: refusal('unknown_setting', `no specimen setting ${JSON.stringify(specimen)}`, `one of ${names}`, 'specimen') }
  }
  return { ok: true, argv: setting.argv, uid: setting.uid ?? undefined }
}
